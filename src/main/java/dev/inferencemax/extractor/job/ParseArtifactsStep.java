package dev.inferencemax.extractor.job;

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
            .filter(kind -> kind.use() == ArtifactKind.Use.SIDE)
            .map(ArtifactKind::name)
            .toList();

    @Bean
    Step parseArtifacts(
            Steps steps,
            ArtifactLedger artifacts,
            LossLedger losses,
            ResultLedger results,
            ArtifactParser parser,
            Progress progress) {
        return step("parseArtifacts", steps, artifacts, losses, results, parser, progress);
    }

    /** The same for what gaps were filled with. */
    @Bean
    Step parseGaps(
            Steps steps,
            ArtifactLedger artifacts,
            LossLedger losses,
            ResultLedger results,
            ArtifactParser parser,
            Progress progress) {
        return step("parseGaps", steps, artifacts, losses, results, parser, progress);
    }

    private static Step step(
            String name,
            Steps steps,
            ArtifactLedger artifacts,
            LossLedger losses,
            ResultLedger results,
            ArtifactParser parser,
            Progress progress) {
        InFlight<List<Artifact>, List<ParsedArtifact>> reader = new InFlight<>(
                () -> {
                    artifacts.reopenForNewerReader(ResultFileReader.VERSION, SIDE_KINDS);
                    return new Handfuls(new ArtifactsInState(artifacts, ArtifactState.DOWNLOADED, Order.BY_RUN));
                },
                handful -> handful.stream().map(parser::parse).toList(),
                Runtime.getRuntime().availableProcessors());
        return steps.<List<ParsedArtifact>, List<ParsedArtifact>>chunked(name, HANDFULS_PER_CHUNK)
                .listener(
                        new ShownProgress(progress, "artifacts read", () -> artifacts.count(ArtifactState.DOWNLOADED)))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    List<ParsedArtifact> parsed =
                            chunk.getItems().stream().flatMap(List::stream).toList();
                    results.save(parsed);
                    parsed.stream()
                            .map(artifact -> artifact.artifact().runId())
                            .distinct()
                            .forEach(losses::reconsider); // what was lost may be in what was read
                    progress.advance(parsed.size());
                })
                .build();
    }
}
