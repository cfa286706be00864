package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.benchmark.BenchmarkResult;
import dev.inferencemax.extractor.benchmark.ResultColumn;
import dev.inferencemax.extractor.benchmark.ServingConfiguration;
import dev.inferencemax.extractor.dataset.CellText;
import dev.inferencemax.extractor.format.Reading;
import dev.inferencemax.extractor.format.RejectReason;
import dev.inferencemax.extractor.ledger.RejectionRow;
import dev.inferencemax.extractor.ledger.ResultRow;
import java.util.ArrayList;
import java.util.List;

/** The records of one artifact as they are read: each is a result, a rejection, or something else beside results. */
final class ParsedRecords {

    private static final List<ResultColumn> COLUMNS = ResultColumn.all();

    private record Other(String file, int index) {}

    private final long runId;
    private final List<ResultRow> results = new ArrayList<>();
    private final List<RejectionRow> rejections = new ArrayList<>();
    private final List<Other> others = new ArrayList<>();

    ParsedRecords(long runId) {
        this.runId = runId;
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

    void reject(RejectReason reason, String detail) {
        rejections.add(new RejectionRow(null, null, reason.code(), detail));
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
            reject(RejectReason.NO_RESULTS, "the zip holds no JSON file");
        }
        others.forEach(other -> rejections.add(new RejectionRow(
                other.file(), other.index(), RejectReason.NO_RESULTS.code(), "the record is not a benchmark result")));
        others.clear();
    }

    List<ResultRow> results() {
        return results;
    }

    List<RejectionRow> rejections() {
        return rejections;
    }

    int notResults() {
        return others.size();
    }

    boolean isUseless() {
        return results.isEmpty() && !rejections.isEmpty();
    }

    private ResultRow row(String file, Reading.Result reading) {
        BenchmarkResult result = reading.result();
        ServingConfiguration served = result.configuration();
        return new ResultRow(
                file,
                reading.index(),
                runId,
                reading.identity(),
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
                result.labels().currentScriptKey());
    }
}
