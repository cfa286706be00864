package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.dataset.StandingDataset;
import dev.inferencemax.extractor.format.ArtifactKind;
import dev.inferencemax.extractor.format.ResultFileReader;
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
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads what was downloaded, on all cores, in the order of the archive. */
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
    private final StandingDataset standing;

    ParseArtifactsStep(
            ArtifactLedger artifacts,
            LossLedger losses,
            ResultLedger results,
            ArtifactParser parser,
            StandingDataset standing) {
        this.artifacts = artifacts;
        this.losses = losses;
        this.results = results;
        this.parser = parser;
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
        InFlight<List<Artifact>, List<ParsedArtifact>> reader = new InFlight<>(
                () -> {
                    if (!standing.isOfThisLedger()) { // else it was done, and takes a look at every artifact
                        artifacts.reopenForNewerReader(ResultFileReader.VERSION, SIDE_KINDS);
                    }
                    return new Handfuls(new ArtifactsInState(artifacts, ArtifactState.DOWNLOADED, Order.BY_RUN));
                },
                handful -> handful.stream()
                        .map(artifact ->
                                LogFields.ofArtifact(artifact.runId(), artifact.id(), () -> parser.parse(artifact)))
                        .toList(),
                Runtime.getRuntime().availableProcessors());
        return steps.<List<ParsedArtifact>, List<ParsedArtifact>>chunked(name, HANDFULS_PER_CHUNK)
                .listener(
                        new ShownProgress(progress, "artifacts read", () -> artifacts.count(ArtifactState.DOWNLOADED)))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk ->
                        save(chunk.getItems().stream().flatMap(List::stream).toList(), progress))
                .build();
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
