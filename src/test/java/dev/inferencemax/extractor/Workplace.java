package dev.inferencemax.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A directory that somebody works in: commands are started here, and leave {@code raw}, {@code out} and {@code state}. */
final class Workplace {

    /** Of no shape that could be recognised and masked: it must not be printed in the first place. */
    static final String TOKEN = "a.Token.That.Nobody.Reads";

    private final Path directory;

    Workplace(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String relative) {
        return directory.resolve(relative);
    }

    /** One in which the believable history has been backfilled. */
    static Workplace afterABackfill(Path directory) {
        Workplace work = new Workplace(directory);
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            Ended ended = work.here(backfill(github));
            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(3);
        }
        return work;
    }

    /** The command that reads most, against a sample. */
    static String[] backfill(SampleGitHub github, String... more) {
        return Stream.concat(
                        Stream.of("--workflow=all", "--download=all", "--api-url=" + github.apiUrl()), Stream.of(more))
                .toArray(String[]::new);
    }

    Ended run(String... arguments) {
        try (ExtractorProcess process = start(arguments)) {
            return process.ended();
        }
    }

    /** The same without a process of its own, where what is tested does not depend on one. */
    Ended here(String... arguments) {
        System.setProperty("GITHUB_TOKEN", TOKEN);
        try {
            return InThisProcess.run(this, List.of(arguments));
        } finally {
            System.clearProperty("GITHUB_TOKEN");
        }
    }

    int runHere(String... arguments) {
        return here(arguments).exitCode();
    }

    Ended runWith(Map<String, String> environment, String... arguments) {
        try (ExtractorProcess process = startWith(environment, arguments)) {
            return process.ended();
        }
    }

    ExtractorProcess start(String... arguments) {
        return startWith(Map.of("GITHUB_TOKEN", TOKEN), arguments);
    }

    ExtractorProcess startWith(Map<String, String> environment, String... arguments) {
        return ExtractorProcess.start(directory, environment, List.of(arguments));
    }

    /** Every CSV of the dataset, by its path below {@code out}. */
    SortedMap<String, String> tables() {
        return tables("out");
    }

    SortedMap<String, String> tables(String folder) {
        SortedMap<String, String> tables = new TreeMap<>();
        for (Path file : files(folder, ".csv")) {
            try {
                tables.put(path(folder).relativize(file).toString(), Files.readString(file, UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tables;
    }

    /** All files below a folder whose names end so; none where there is no such folder. */
    List<Path> files(String folder, String ending) {
        if (!Files.exists(path(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path(folder))) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each file and which file it is: one that is written again is another. */
    Map<Path, Object> identities(String folder, String ending) {
        Map<Path, Object> identities = new TreeMap<>();
        for (Path file : files(folder, ending)) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                identities.put(file, List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return identities;
    }

    /** The rows of a table, cells by column. */
    List<Map<String, String>> rows(String table) {
        return rowsOf(path("out").resolve(table));
    }

    static List<Map<String, String>> rowsOf(Path csv) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            reader.forEach(row -> rows.add(new HashMap<>(row.getFieldsAsMap())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** What the report in a folder knows. */
    JsonNode report(String folder) {
        try {
            String page = Files.readString(path(folder).resolve("report.html"), UTF_8);
            String begin = "<script type=\"application/json\" id=\"data\">";
            int start = page.indexOf(begin) + begin.length();
            return JsonMapper.shared().readTree(page.substring(start, page.indexOf("</script>", start)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode summary() {
        return JsonMapper.shared().readTree(path("out/summary.json").toFile());
    }
}
