package dev.inferencemax.extractor.dataset;

import static dev.inferencemax.extractor.dataset.TableColumn.number;
import static dev.inferencemax.extractor.dataset.TableColumn.text;
import static dev.inferencemax.extractor.dataset.TableColumn.time;
import static dev.inferencemax.extractor.dataset.TableColumn.whole;
import static dev.inferencemax.extractor.dataset.TableColumn.yesOrNo;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.inferencemax.extractor.dataset.EraPair.Match;
import dev.inferencemax.extractor.dataset.Eras.Group;
import dev.inferencemax.extractor.dataset.Eras.Newest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does the earlier era agree with the later? Each configuration that was measured in both, by numbers. */
@Component
class Consistency {

    private final DatasetSettings settings;
    private final Measurements measurements;
    private final Eras eras;

    Consistency(DatasetSettings settings, Measurements measurements, Eras eras) {
        this.settings = settings;
        this.measurements = measurements;
        this.eras = eras;
    }

    static List<TableColumn> columns() {
        return Stream.of(
                        ConfigurationCells.COLUMNS.stream(),
                        Stream.of(
                                time("before_date", "when the newest measurement of the earlier era was made"),
                                whole("before_run_id", null, "its run"),
                                time("after_date", "when the newest measurement of the later era was made"),
                                whole("after_run_id", null, "its run")),
                        EraPair.METRICS.stream().flatMap(Consistency::compared),
                        Stream.of(
                                yesOrNo(
                                        "within_band",
                                        "each known ratio of %s is from 0.9 to 1.1"
                                                .formatted(String.join(", ", EraPair.DECISIVE))),
                                text(
                                        "why",
                                        "of one out of the band, what is not the same or not known, separated by semicolons;"
                                                + " unexplained: all that is known is the same"),
                                text(
                                        "match",
                                        "exact: the same configuration; as_published: what the earlier record leaves open,"
                                                + " the later one says; one_of_several: and so do other later ones")))
                .flatMap(columns -> columns)
                .toList();
    }

    private static Stream<TableColumn> compared(String metric) {
        String unit = DatasetColumn.RESULT.get(DatasetColumn.place(metric)).unit();
        return Stream.of(
                number("before_" + metric, unit, metric + " in the earlier era"),
                number("after_" + metric, unit, metric + " in the later era"),
                number("ratio_" + metric, null, "the later in terms of the earlier, six digits"));
    }

    /** Writes the table; what it comes to is told. */
    Agreement write(OutputFolder out, List<Path> files) {
        Agreement agreement = new Agreement(settings.laterEra());
        RunDates dates = measurements.dates();
        files.add(out.csv(
                Table.CONSISTENCY.csv(),
                Table.CONSISTENCY.header(),
                csv -> eras.groups(settings.laterEra(), group -> write(group, dates, csv, agreement))));
        return agreement;
    }

    private void write(Group group, RunDates dates, CsvWriter csv, Agreement agreement) {
        if (!settings.wants(group.model())) {
            return;
        }
        if (group.earlier().isEmpty() || group.later().isEmpty()) {
            agreement.only(group.earlier().size(), group.later().size());
            return;
        }
        Map<Long, Measurement> rows = new HashMap<>();
        List<Long> places = Stream.concat(group.earlier().stream(), group.later().stream())
                .map(Newest::place)
                .sorted()
                .toList();
        List<Measurement> read = new ArrayList<>();
        measurements.at(places, dates, read::add);
        for (int i = 0; i < places.size(); i++) {
            rows.put(places.get(i), read.get(i));
        }
        pairs(group, rows, agreement).stream()
                .sorted(Comparator.comparing(pair -> String.join("\u001f", ConfigurationCells.of(pair.after()))))
                .forEach(pair -> {
                    agreement.add(pair);
                    csv.writeRecord(cells(pair));
                });
    }

    private static List<EraPair> pairs(Group group, Map<Long, Measurement> rows, Agreement agreement) {
        Map<Newest, Newest> earlierOf = new HashMap<>();
        Map<Newest, Integer> matched = new HashMap<>();
        for (Newest later : group.later()) {
            Newest earlier = earlier(later, group, rows);
            if (earlier != null) {
                earlierOf.put(later, earlier);
                matched.merge(earlier, 1, Integer::sum);
            }
        }
        agreement.only(group.earlier().size() - matched.size(), group.later().size() - earlierOf.size());
        List<EraPair> pairs = new ArrayList<>();
        earlierOf.forEach((later, earlier) -> pairs.add(new EraPair(
                Objects.requireNonNull(rows.get(earlier.place())),
                Objects.requireNonNull(rows.get(later.place())),
                later.configuration().equals(earlier.configuration())
                        ? Match.EXACT
                        : matched.getOrDefault(earlier, 0) > 1 ? Match.ONE_OF_SEVERAL : Match.AS_PUBLISHED)));
        return pairs;
    }

    /** The same configuration, else the newest one that says nothing else. */
    private static @Nullable Newest earlier(Newest later, Group group, Map<Long, Measurement> rows) {
        UUID configuration = later.configuration();
        Measurement after = Objects.requireNonNull(rows.get(later.place()));
        return group.earlier().stream()
                .filter(earlier -> earlier.configuration().equals(configuration))
                .findFirst()
                .or(() -> group.earlier().stream()
                        .filter(earlier ->
                                ConfigurationCells.agree(Objects.requireNonNull(rows.get(earlier.place())), after))
                        .max(Comparator.comparing(Newest::official).thenComparing(Newest::place)))
                .orElse(null);
    }

    private static List<String> cells(EraPair pair) {
        List<String> cells = new ArrayList<>(ConfigurationCells.of(pair.after()));
        for (Measurement row : List.of(pair.before(), pair.after())) {
            cells.add(Objects.toString(row.createdAt(), ""));
            cells.add(Objects.toString(row.runId(), ""));
        }
        for (String metric : EraPair.METRICS) {
            cells.add(pair.before().cell(metric));
            cells.add(pair.after().cell(metric));
            BigDecimal ratio = pair.ratio(metric);
            cells.add(ratio == null ? "" : ratio.toPlainString());
        }
        cells.add(String.valueOf(pair.withinBand()));
        cells.add(pair.withinBand() ? "" : String.join(";", pair.why()));
        cells.add(pair.match().name().toLowerCase(Locale.ROOT));
        return cells;
    }
}
