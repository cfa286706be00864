package dev.inferencemax.extractor.dataset;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.inferencemax.extractor.benchmark.Flag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The finished tables, for what is made of them: read one row after the other, never held. */
@Component
public class PublishedDataset {

    /** In characters: more than a record may hold. */
    private static final int LONGEST_CELL = 1 << 26;

    private final OutputFolder out;
    private final JdbcTemplate jdbc;

    public PublishedDataset(DatasetSettings settings, JdbcTemplate jdbc) {
        this.out = new OutputFolder(settings.folder());
        this.jdbc = jdbc;
    }

    /** A row of a table. */
    @FunctionalInterface
    public interface Row {
        /** Empty: unknown, not applicable, or no column of this table. */
        String cell(String column);
    }

    /** Every row of a table, in its order; false where there is no such table. */
    public boolean rows(String table, Consumer<Row> each) {
        Path file = out.root().resolve(table);
        if (!Files.exists(file)) {
            return false;
        }
        CsvRecordHandler records =
                CsvRecordHandler.of(limits -> limits.maxFieldSize(LONGEST_CELL).maxRecordSize(2 * LONGEST_CELL));
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().maxBufferSize(LONGEST_CELL).build(records, file)) {
            Map<String, Integer> places = new HashMap<>();
            for (CsvRecord record : csv) {
                if (places.isEmpty()) {
                    record.getFields().forEach(column -> places.put(column, places.size()));
                } else {
                    List<String> cells = record.getFields();
                    each.accept(column -> {
                        Integer place = places.get(column);
                        return place == null ? "" : cells.get(place);
                    });
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The summary as it stands in its file; empty: there is none. */
    public Optional<String> summary() {
        Path file = out.root().resolve(DatasetExport.SUMMARY);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** OWNER/NAME of the repository a run belongs to, by run id, where it is known. */
    public Map<Long, String> repositories() {
        Map<Long, String> repositories = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        jdbc.query("select run_id, repository from workflow_run where repository is not null", row -> {
            String name = row.getString(2);
            repositories.put(row.getLong(1), names.computeIfAbsent(name, first -> first));
        });
        return repositories;
    }

    /** What each flag says of a row, by the name it has in the columns {@code flags} and {@code rule}. */
    public SortedMap<String, String> meaningsOfFlags() {
        SortedMap<String, String> meanings = new TreeMap<>();
        for (Flag flag : Flag.values()) {
            meanings.put(flag.id(), flag.says());
        }
        return meanings;
    }

    /** Writes one more file of the dataset as all are written: aside, then renamed. */
    public Path write(String name, FileContent content) {
        return out.write(name, content);
    }
}
