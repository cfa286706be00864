package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.UnusableZip;
import dev.inferencemax.extractor.benchmark.Accuracy;
import dev.inferencemax.extractor.benchmark.ChangelogEntry;
import dev.inferencemax.extractor.benchmark.JobCount;
import dev.inferencemax.extractor.benchmark.SideColumn;
import dev.inferencemax.extractor.dataset.CellText;
import dev.inferencemax.extractor.format.EvalAggregate;
import dev.inferencemax.extractor.format.EvalRun;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.format.RunStatistics;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ParsedArtifact;
import dev.inferencemax.extractor.ledger.SideRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads what lies beside results. Whatever it is, it is never a fault. Safe for many threads. */
@Component
class SideInformation {

    private static final List<SideColumn<Accuracy>> ACCURACY = Accuracy.columns();
    private static final List<SideColumn<JobCount>> JOB_COUNT = JobCount.columns();
    private static final List<SideColumn<ChangelogEntry>> CHANGELOG = ChangelogEntry.columns();

    private final ArtifactRecords records;

    SideInformation(ArtifactRecords records) {
        this.records = records;
    }

    ParsedArtifact changelog(Artifact artifact, List<ChangelogEntry> entries) {
        return told(artifact, SideRow.Kind.CHANGELOG, CHANGELOG, entries);
    }

    ParsedArtifact runStats(Artifact artifact) throws UnusableZip, IOException {
        return told(
                artifact,
                SideRow.Kind.RUN_STATS,
                JOB_COUNT,
                records.first(artifact, RunStatistics.FILE, RunStatistics::read).orElse(List.of()));
    }

    ParsedArtifact evals(Artifact artifact) throws UnusableZip, IOException {
        List<Accuracy> accuracies = new ArrayList<>();
        records.each(artifact, (base, content) -> accuracies.addAll(EvalAggregate.read(content)));
        return told(artifact, SideRow.Kind.EVAL, ACCURACY, accuracies);
    }

    ParsedArtifact eval(Artifact artifact) throws UnusableZip, IOException {
        EvalRun run = new EvalRun();
        records.each(artifact, run::add);
        return told(artifact, SideRow.Kind.EVAL, ACCURACY, run.accuracies());
    }

    private static <T> ParsedArtifact told(
            Artifact artifact, SideRow.Kind kind, List<SideColumn<T>> columns, List<T> told) {
        return ParsedArtifact.empty(artifact, ArtifactState.PARSED, ResultFileReader.VERSION)
                .telling(told.stream()
                        .map(one -> new SideRow(kind, CellText.join(SideColumn.cells(columns, one))))
                        .toList());
    }
}
