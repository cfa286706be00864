package dev.inferencemax.extractor.source;

import dev.inferencemax.extractor.archive.Incoming;
import dev.inferencemax.extractor.archive.RawArchive;
import dev.inferencemax.extractor.archive.Stored;
import dev.inferencemax.extractor.ledger.Artifact;
import dev.inferencemax.extractor.ledger.ArtifactIds;
import dev.inferencemax.extractor.source.FoundRun.FoundArtifact;
import dev.inferencemax.extractor.source.MirrorIndex.MirroredRun;
import dev.inferencemax.extractor.source.MirrorStore.MirrorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mirror laid out as upstream's backup, {@code DATE/WORKFLOW_RUNID/artifacts/NAME_ARTIFACTID.zip}, on disk or in a
 * bucket.
 */
public final class BackupMirror implements ArtifactSource {

    /** How it is laid out, in words. */
    public static final String LAYOUT = "DATE/WORKFLOW_RUNID/artifacts/NAME_ARTIFACTID.zip";

    private final MirrorStore store;
    private final MirrorIndex index;
    private final RawArchive archive;
    private final LongFunction<@Nullable Instant> created;

    /**
     * Names the mirror; nothing is asked of it yet.
     *
     * @param created when a run was created, which tells where to look first; null: not known
     */
    BackupMirror(MirrorStore store, RawArchive archive, LongFunction<@Nullable Instant> created) {
        this.store = store;
        this.index = new MirrorIndex(store);
        this.archive = archive;
        this.created = created;
    }

    @Override
    public String name() {
        return "backup";
    }

    /**
     * Asks for the least, to fail before any work rather than in the midst of it.
     *
     * @throws dev.inferencemax.extractor.github.InvalidSetting if there is nothing
     * @throws dev.inferencemax.extractor.github.AccessRefused if it is not for us
     * @throws dev.inferencemax.extractor.github.NotNow if it does not answer
     */
    public void requireThere() {
        store.requireThere();
    }

    /** Whether reading it is waiting for a network. */
    public boolean isRemote() {
        return store.isRemote();
    }

    /** Whether nothing in it is laid out as a mirror is. */
    public boolean isEmpty() {
        return index.isEmpty();
    }

    @Override
    public FetchOutcome fetch(Artifact artifact) {
        if (!ArtifactIds.known(artifact.id())) {
            return new FetchOutcome.NotHere();
        }
        return index.find(artifact.id(), artifact.runId(), created.apply(artifact.runId()))
                .map(file -> copy(file, artifact))
                .orElseGet(FetchOutcome.NotHere::new);
    }

    private FetchOutcome copy(MirrorFile file, Artifact artifact) {
        try (Incoming incoming = archive.begin(artifact.file())) {
            Stored stored;
            if (file.packing() instanceof FoundRun.Elsewhere elsewhere) {
                stored = elsewhere.zip().copyTo(incoming, artifact.size(), artifact.digest());
            } else {
                Files.copy(((FoundRun.Zip) file.packing()).path(), incoming.stream());
                stored = incoming.commit(artifact.size(), artifact.digest());
            }
            return stored instanceof Stored.Mismatch mismatch
                    ? new FetchOutcome.Mismatch(mismatch.what())
                    : new FetchOutcome.Fetched();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(file.where(), e.getMessage()), e);
        }
    }

    /** Everything that the mirror holds, by ascending run; what a run has is asked for when the stream comes to it. */
    public Stream<FoundRun> runs() {
        return index.all().entrySet().stream()
                .map(run -> {
                    List<FoundArtifact> artifacts = new ArrayList<>();
                    for (MirroredRun folder : run.getValue()) {
                        index.zips(folder)
                                .forEach((id, file) -> artifacts.add(new FoundArtifact(
                                        id,
                                        MirrorIndex.artifactName(file.name()),
                                        file.packing(),
                                        file.where(),
                                        null)));
                    }
                    String workflow = run.getValue().get(0).workflow();
                    return new FoundRun(
                            run.getKey(), workflow.matches(".*\\.ya?ml") ? workflow : null, Map.of(), artifacts);
                })
                .filter(run -> !run.artifacts().isEmpty());
    }
}
