package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.dataset.StandingDataset;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.ResultFileReader;
import dev.inferencemax.extractor.job.WorkSharing.Work;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactLedger.Order;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.ArtifactsInState;
import dev.inferencemax.extractor.ledger.LossLedger;
import dev.inferencemax.extractor.ledger.ParsedArtifact;
import dev.inferencemax.extractor.ledger.ResultLedger;
import java.util.Arrays;
import java.util.List;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads what was downloaded, on all cores, or as many at once as are waited for, in the order of the archive. */
@Configuration(proxyBeanMethods = false)
class ParseArtifactsStep {

    private static final int HANDFULS_PER_CHUNK = 10;

    private static final List<String> SIDE_KINDS = Arrays.stream(ArtifactKind.values())
            .filter(kind -> kind.use() == ArtifactKind.Use.SIDE || kind == ArtifactKind.EVAL)
            .map(ArtifactKind::name)
            .toList();

    private final ArtifactLedger artifacts;
    private final LossLedger losses;
    private final ResultLedger results;
    private final ArtifactParser parser;
    private final int width;
    private final StandingDataset standing;

    ParseArtifactsStep(
            ArtifactLedger artifacts,
            LossLedger losses,
            ResultLedger results,
            ArtifactParser parser,
            RawArchive archive,
            Selection selection,
            StandingDataset standing) {
        this.artifacts = artifacts;
        this.losses = losses;
        this.results = results;
        this.parser = parser;
        this.width = archive.isRemote()
                ? selection.concurrency()
                : Runtime.getRuntime().availableProcessors();
        this.standing = standing;
    }

    @Bean
    Step parseArtifacts(Steps steps, Progress progress) {
        return step("parseArtifacts", steps, progress);
    }

    /** The same for what gaps were filled with. */
    @Bean
    Step parseGaps(Steps steps, Progress progress) {
        return step("parseGaps", steps, progress);
    }

    private Step step(String name, Steps steps, Progress progress) {
        Work work = new Work(
                ArtifactState.DOWNLOADED,
                () -> {
                    if (!standing.isOfThisLedger()) { // else it was done, and takes a look at every artifact
                        artifacts.reopenForNewerReader(ResultFileReader.VERSION, SIDE_KINDS);
                    }
                },
                progress,
                part -> {});
        InFlight<List<Artifact>, List<ParsedArtifact>> reader = new InFlight<>(
                step -> new Handfuls(new ArtifactsInState(
                        artifacts, work.state(), Order.BY_RUN, SharedPart.of(step, work.prepare()))),
                handful -> handful.stream()
                        .map(artifact ->
                                LogFields.ofArtifact(artifact.runId(), artifact.id(), () -> parser.parse(artifact)))
                        .toList(),
                width);
        StepExecutionListener shown =
                new ShownProgress(progress, "artifacts read", () -> artifacts.count(work.state()));
        Step here = steps.<List<ParsedArtifact>, List<ParsedArtifact>>chunked(name, HANDFULS_PER_CHUNK)
                .listener(shown)
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk ->
                        save(chunk.getItems().stream().flatMap(List::stream).toList(), progress))
                .build();
        return steps.shared(here, work, shown);
    }

    private void save(List<ParsedArtifact> parsed, Progress progress) {
        results.save(parsed);
        parsed.stream()
                .map(artifact -> artifact.artifact().runId())
                .distinct()
                .forEach(losses::reconsider); // what was lost may be in what was read
        progress.advance(parsed.size());
    }
}
