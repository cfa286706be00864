package dev.inferencemax.extractor.job;

import dev.inferencemax.extractor.archive.ArchiveUnwritable;
import dev.inferencemax.extractor.dataset.DatasetSummary;
import dev.inferencemax.extractor.dataset.OutputUnwritable;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import java.util.Locale;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Says of a full disk how much what is still to be written takes, as far as the state tells. */
@Component
class SpaceNeeded {

    private final ArtifactLedger artifacts;
    private final DatasetSummary dataset;

    SpaceNeeded(ArtifactLedger artifacts, DatasetSummary dataset) {
        this.artifacts = artifacts;
        this.dataset = dataset;
    }

    /** The failure itself, unless it is that of a full disk. */
    Throwable explained(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            try {
                if (cause instanceof ArchiveUnwritable archive && archive.isFull()) {
                    return full(archive, "About %s of artifacts are still to be downloaded.", artifacts.bytesWanted());
                }
                if (cause instanceof OutputUnwritable output && output.isFull()) {
                    return full(output, "The tables take about %s.", dataset.bytesOfTables());
                }
            } catch (DataAccessException unknown) {
                return failure;
            }
        }
        return failure;
    }

    private static Throwable full(Exception where, String need, long bytes) {
        String amount = bytes < 10_000_000
                ? String.format(Locale.ROOT, "%,d KB", (bytes + 999) / 1000)
                : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
        return bytes == 0 ? where : new DiskFull(where.getMessage() + " " + need.formatted(amount), where);
    }
}
