package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.job.ArtifactIntake.Brought;
import dev.inferencemax.extractor.source.ArchiveTree;
import dev.inferencemax.extractor.source.BackupFolder;
import dev.inferencemax.extractor.source.FoundRun;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings artifacts that lie somewhere on disk into the archive and the ledger, run by run. */
@Configuration(proxyBeanMethods = false)
class ImportArtifactsStep {

    private static final int RUNS_PER_CHUNK = 10;

    /** A run, and the name of the source it was found in. */
    private record Piece(FoundRun run, String source, RunDescriptions descriptions) {}

    @Bean
    Step importArtifacts(
            Steps steps, ArtifactIntake intake, Selection selection, RawArchive archive, Progress progress) {
        return step(
                "importArtifacts",
                () -> Stream.concat(
                                archiveOf(path(selection.archive())), backupOf(path(selection.backupDir()), archive))
                        .iterator(),
                false,
                steps,
                intake,
                progress);
    }

    /** The archive itself as the source: what it holds is parsed again, what the ledger does not know is taken in. */
    @Bean
    Step rereadArchive(Steps steps, ArtifactIntake intake, RawArchive archive, Progress progress) {
        return step("rereadArchive", () -> archiveOf(archive.root()).iterator(), true, steps, intake, progress);
    }

    private static Step step(
            String name,
            Supplier<Iterator<Piece>> pieces,
            boolean again,
            Steps steps,
            ArtifactIntake intake,
            Progress progress) {
        InFlight<Piece, Brought> reader = new InFlight<>(
                pieces,
                piece -> intake.bring(piece.run(), piece.source(), piece.descriptions()),
                Runtime.getRuntime().availableProcessors());
        return steps.<Brought, Brought>chunked(name, RUNS_PER_CHUNK)
                .listener(new ShownProgress(progress, "runs imported", () -> -1))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    chunk.forEach(brought -> intake.settle(brought, again));
                    progress.advance(chunk.size());
                })
                .build();
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }

    private static Stream<Piece> archiveOf(@Nullable Path root) {
        if (root == null) {
            return Stream.empty();
        }
        ArchiveTree tree = new ArchiveTree(root);
        RunDescriptions descriptions = RunDescriptions.beside(tree);
        return tree.runs().map(run -> new Piece(run, "archive", descriptions));
    }

    private static Stream<Piece> backupOf(@Nullable Path root, RawArchive archive) {
        return root == null
                ? Stream.empty()
                : new BackupFolder(root, archive).runs().map(run -> new Piece(run, "backup", RunDescriptions.none()));
    }
}
