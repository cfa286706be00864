package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.StatusReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While a run holds the state nobody else can ask it, so it says where it stands, every ten seconds, in a file. */
final class StatusFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StatusFile.class);
    private static final int SECONDS = 10;

    private final Path file;
    private final String state;
    private final Holder holder;
    private final StatusReports reports;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "status-file");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable ScheduledFuture<?> writing;

    StatusFile(StateFiles state, Holder holder, StatusReports reports) {
        this.file = state.status();
        this.state = state.base().toString();
        this.holder = holder;
        this.reports = reports;
    }

    void start() {
        writing = clockwork.scheduleWithFixedDelay(this::write, 0, SECONDS, TimeUnit.SECONDS);
    }

    private void write() {
        try {
            Path aside = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(aside, StatusText.json(state, holder, reports.now(), Instant.now()));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            log.debug("no status this time: {}", e.getMessage());
        }
    }

    /** Nobody holds the state any more: who asks now asks the state itself. */
    @Override
    public void close() {
        if (writing != null) {
            writing.cancel(false);
        }
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(SECONDS, TimeUnit.SECONDS)) {
                clockwork.shutdownNow();
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("{} stays: {}", file, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
