package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.job.ArtifactIntake.Brought;
import dev.inferencemax.extractor.source.ArchiveTree;
import dev.inferencemax.extractor.source.ArchivedRuns;
import dev.inferencemax.extractor.source.BackupMirror;
import dev.inferencemax.extractor.source.FoundRun;
import dev.inferencemax.extractor.source.GitHistory;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings artifacts that lie somewhere on disk into the archive and the ledger, run by run. */
@Configuration(proxyBeanMethods = false)
class ImportArtifactsStep {

    private static final int RUNS_PER_CHUNK = 10;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int ARTIFACTS_PER_PART = 500;

    /** A run, and the name of the source it was found in. */
    private record Piece(FoundRun run, String source, RunDescriptions descriptions) {

        static Stream<Piece> partsOf(FoundRun run, String source, RunDescriptions descriptions) {
            return run.inParts(ARTIFACTS_PER_PART).map(part -> new Piece(part, source, descriptions));
        }
    }

    @Bean
    Step importArtifacts(
            Steps steps,
            ArtifactIntake intake,
            Selection selection,
            BackupMirror mirror,
            GitHistory history,
            Progress progress) {
        return step(
                "importArtifacts",
                () -> new OneAfterTheOther<>(List.of(
                        () -> archiveOf(selection).iterator(),
                        () -> backupOf(mirror).iterator(),
                        () -> historyOf(history).iterator())),
                mirror.isRemote() ? selection.concurrency() : CORES,
                steps,
                intake,
                progress);
    }

    /** The archive itself as the source: what it holds is parsed again, what the ledger does not know is taken in. */
    @Bean
    Step rereadArchive(Steps steps, ArtifactIntake intake, RawArchive archive, Selection selection, Progress progress) {
        return step(
                "rereadArchive",
                () -> archive.folder()
                        .map(folder -> archiveOf(ArchiveTree.ofArchive(folder)))
                        .orElseGet(() -> archiveOf(archive))
                        .iterator(),
                archive.isRemote() ? selection.concurrency() : CORES,
                steps,
                intake,
                progress);
    }

    private static Step step(
            String name,
            Supplier<Iterator<Piece>> pieces,
            int width,
            Steps steps,
            ArtifactIntake intake,
            Progress progress) {
        InFlight<Piece, Brought> reader = new InFlight<>(
                step -> pieces.get(),
                piece -> LogFields.ofRun(
                        piece.run().id(), () -> intake.bring(piece.run(), piece.source(), piece.descriptions())),
                width);
        return steps.<Brought, Brought>chunked(name, RUNS_PER_CHUNK)
                .listener(new ShownProgress(progress, "runs imported", () -> -1))
                .listener((Object) reader)
                .reader(reader)
                .writer(chunk -> {
                    chunk.forEach(intake::settle);
                    progress.advance(chunk.size());
                })
                .build();
    }

    private static Stream<Piece> archiveOf(Selection selection) {
        return selection.archive() == null
                ? Stream.empty()
                : archiveOf(ImportedArchive.tree(Path.of(selection.archive())));
    }

    private static Stream<Piece> archiveOf(ArchiveTree tree) {
        RunDescriptions descriptions = RunDescriptions.beside(tree);
        return tree.runs().flatMap(run -> Piece.partsOf(run, "archive", descriptions));
    }

    private static Stream<Piece> archiveOf(RawArchive archive) {
        return ArchivedRuns.of(archive).flatMap(run -> Piece.partsOf(run, "archive", RunDescriptions.none()));
    }

    private static Stream<Piece> historyOf(GitHistory history) {
        return history.runs().flatMap(run -> Piece.partsOf(run, "git-history", RunDescriptions.none()));
    }

    private static Stream<Piece> backupOf(BackupMirror mirror) {
        return mirror.runs().map(run -> new Piece(run, "backup", RunDescriptions.none()));
    }
}
