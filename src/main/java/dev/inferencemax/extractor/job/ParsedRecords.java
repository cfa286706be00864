package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.benchmark.BenchmarkResult;
import dev.inferencemax.extractor.benchmark.Metric;
import dev.inferencemax.extractor.benchmark.ResultColumn;
import dev.inferencemax.extractor.benchmark.ServingConfiguration;
import dev.inferencemax.extractor.dataset.CellText;
import dev.inferencemax.extractor.format.Reading;
import dev.inferencemax.extractor.format.RejectReason;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ParsedArtifact;
import dev.inferencemax.extractor.ledger.RejectionRow;
import dev.inferencemax.extractor.ledger.ResultRow;
import dev.inferencemax.extractor.ledger.Sighting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one artifact as they are read: each is a result, a rejection, or something else beside results. */
final class ParsedRecords {

    private static final List<ResultColumn> COLUMNS = ResultColumn.all();

    private record Other(String file, int index) {}

    private final long runId;
    private final Sighting sighting;
    private final List<ResultRow> results = new ArrayList<>();
    private final List<RejectionRow> rejections = new ArrayList<>();
    private final List<Other> others = new ArrayList<>();

    /**
     * Begins with none.
     *
     * @param runId of the run that measured them
     */
    ParsedRecords(long runId, Sighting sighting) {
        this.runId = runId;
        this.sighting = sighting;
    }

    void add(String file, Reading reading) {
        if (reading instanceof Reading.Result result) {
            results.add(row(file, result));
        } else if (reading instanceof Reading.Rejected rejected) {
            rejections.add(
                    new RejectionRow(file, rejected.index(), rejected.reason().code(), rejected.detail()));
        } else if (reading instanceof Reading.NotAResult other) {
            others.add(new Other(file, other.index()));
        }
    }

    /**
     * Rejects the artifact, or a file of it, as a whole.
     *
     * @param file null: there is none to name
     */
    void reject(@Nullable String file, RejectReason reason, String detail) {
        rejections.add(new RejectionRow(file, null, reason.code(), detail));
    }

    /**
     * Something that was published as results and gives none is a fault, and each record in it is listed as such. An
     * empty list is normal: nothing had been measured yet.
     */
    void rejectIfNoneIsAResult(int files) {
        if (!results.isEmpty() || !rejections.isEmpty()) {
            return;
        }
        if (files == 0) {
            reject(null, RejectReason.NO_RESULTS, "the zip holds no JSON file");
        }
        others.forEach(other -> rejections.add(new RejectionRow(
                other.file(), other.index(), RejectReason.NO_RESULTS.code(), "the record is not a benchmark result")));
        others.clear();
    }

    /** What they make of the artifact: useless is one that gave nothing but rejections. */
    ParsedArtifact of(Artifact artifact) {
        boolean useless = results.isEmpty() && !rejections.isEmpty();
        return new ParsedArtifact(
                artifact,
                List.copyOf(results),
                List.copyOf(rejections),
                others.size(),
                null,
                null,
                useless ? ArtifactState.REJECTED : ArtifactState.PARSED,
                ResultFileReader.VERSION,
                List.of());
    }

    private ResultRow row(String file, Reading.Result reading) {
        BenchmarkResult result = reading.result();
        ServingConfiguration served = result.configuration();
        return new ResultRow(
                file,
                reading.index(),
                runId,
                reading.identity(),
                sighting,
                served.key(),
                (served.isl() != null && served.osl() != null)
                        || !served.scenario().equals("fixed-seq"),
                reading.format(),
                reading.runner(),
                reading.runnerIndex(),
                served.model(),
                served.gpu(),
                served.framework(),
                served.precision(),
                served.scenario(),
                served.isl(),
                served.osl(),
                served.conc(),
                CellText.join(
                        COLUMNS.stream().map(column -> column.cell(result)).toList()),
                String.join(";", result.flags()),
                String.join(";", result.unknown()),
                result.labels().currentScriptKey(),
                Optional.ofNullable(result.metrics().get(Metric.TPUT_PER_GPU))
                        .map(BigDecimal::doubleValue)
                        .orElse(null));
    }
}
