package dev.inferencemax.extractor.dataset;

import dev.inferencemax.extractor.dataset.DatasetSummary.Figures;
import dev.inferencemax.extractor.ledger.PublishedLedger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The dataset that was written last, for as long as it is what would be written now: nothing has changed in the ledger,
 * program and options are the same, and every file is there as it was written. Whatever is not sure counts as changed.
 */
@Component
public class StandingDataset {

    private final DatasetSettings settings;
    private final PublishedLedger published;
    private final PresentFiles files;
    private final SingletonSupplier<String> program = SingletonSupplier.of(Build::mark);

    StandingDataset(DatasetSettings settings, PublishedLedger published) {
        this.settings = settings;
        this.published = published;
        this.files = new PresentFiles(settings.folder());
    }

    /** What stands and need not be written; empty: it has to be. */
    public Optional<Exported> find() {
        Optional<Description> standing =
                described().filter(described -> described.present().equals(files.with(described.files())));
        standing.ifPresent(described -> published.found());
        return standing.map(described -> new Exported(
                described.files().stream().map(settings.folder()::resolve).toList(),
                described.validation(),
                described.consistency()));
    }

    /** Whether this very program, asked for the same, has left the ledger just so, whatever has become of the files. */
    public boolean isOfThisLedger() {
        return described().isPresent();
    }

    /** The figures of the ledger, where they were counted after its last change. */
    Optional<Figures> figures() {
        return described().map(Description::figures);
    }

    private Optional<Description> described() {
        return published
                .description()
                .flatMap(Description::of)
                .filter(described -> described.from().equals(from()));
    }

    /** Keeps in mind what has been written, unless a later command may succeed where this one did not. */
    public void written(List<Path> all, Exported tables, Figures figures) {
        List<String> names = all.stream().map(files::name).toList();
        if (names.containsAll(Arrays.stream(Table.values()).map(Table::parquet).toList())) {
            published.written(new Description(
                            from(), names, files.with(names), tables.validation(), tables.consistency(), figures)
                    .text());
        }
    }

    private String from() {
        return "%s %s in %s: model=%s, dedup=%s, compare-at=%s"
                .formatted(
                        DatasetExport.SCHEMA_VERSION,
                        program.obtain(),
                        settings.folder().toAbsolutePath().normalize(),
                        new TreeSet<>(settings.model()),
                        settings.dedup(),
                        settings.laterEra());
    }
}
