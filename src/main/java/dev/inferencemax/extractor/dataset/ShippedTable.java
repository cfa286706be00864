package dev.inferencemax.extractor.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A small table in the jar: facts of the public record that no artifact states. */
final class ShippedTable {

    private ShippedTable() {}

    /** The rows below the header; no cell holds a comma. */
    static List<List<String>> rows(String name) {
        try (InputStream in = Objects.requireNonNull(
                        ShippedTable.class.getResourceAsStream(name), () -> name + " is in the jar");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
