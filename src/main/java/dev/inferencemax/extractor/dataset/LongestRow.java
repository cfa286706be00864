package dev.inferencemax.extractor.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many bytes the longest row of a CSV takes, line ends in its cells and quotes included. */
final class LongestRow {

    private static final int BUFFER = 1 << 16;

    private boolean quoted;
    private long row;
    private long longest;

    private LongestRow() {}

    static long of(Path csv) {
        LongestRow of = new LongestRow();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(csv)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                of.add(buffer, read);
            }
        } catch (IOException e) {
            throw new OutputUnwritable(csv, e);
        }
        return Math.max(of.longest, of.row);
    }

    private void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            row++;
            if (bytes[i] == '"') {
                quoted = !quoted;
            } else if (bytes[i] == '\n' && !quoted) {
                longest = Math.max(longest, row);
                row = 0;
            }
        }
    }
}
