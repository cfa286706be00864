package dev.inferencemax.extractor.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One process at a time on one state. The operating system holds the lock and lets go of it when the process ends, however
 * it ends; the file that stays behind means nothing.
 */
final class StateLock implements AutoCloseable {

    /** Beyond the text, so that others can read who holds it also where locks are mandatory. */
    private static final long LOCKED_BYTE = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or nothing when somebody else has it. */
    static Optional<StateLock> take(StateFiles state, Holder holder) {
        try {
            Path folder = state.base().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(
                    state.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(holder)), 0);
            return Optional.of(new StateLock(channel));
        } catch (IOException e) {
            throw new UsageException(
                    "Cannot keep the state at %s (--state): %s. Make its directory writable, or choose another."
                            .formatted(state.base(), reason(e)));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** Who holds it, as far as its file tells. */
    static Optional<Holder> holder(StateFiles state) {
        try {
            return Optional.of(JSON.readValue(Files.readString(state.lock(), StandardCharsets.UTF_8), Holder.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is a file, not a directory";
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the process ends, and the lock with it
        }
    }
}
