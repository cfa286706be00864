package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The folder where files are made before they are moved to their place, on the same file system. Whoever makes one holds
 * a lock on it, which ends with its process, however that ends: a file without a lock is a leftover.
 */
final class Aside {

    static final String FOLDER = ".part";

    private static final Pattern OURS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

    private final Path folder;
    private final NewNames names = new NewNames();

    /** Not to be touched even to look at its lock: on POSIX, closing any channel of a file drops the process's locks on it. */
    private final Set<Path> inTheMaking = ConcurrentHashMap.newKeySet();

    Aside(Path root) {
        this.folder = root.resolve(FOLDER);
    }

    /** A new empty file that nobody else writes; random names, as process ids repeat from container to container. */
    Part create() throws IOException {
        Path path = folder.resolve(UUID.randomUUID() + ".part");
        inTheMaking.add(path);
        try {
            FileChannel channel = inFolder(
                    folder, () -> FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            lock(channel);
            return new Part(path, channel);
        } catch (IOException | RuntimeException e) {
            inTheMaking.remove(path);
            throw e;
        }
    }

    /** What is done in a folder. */
    @FunctionalInterface
    private interface Work<T> {
        T done() throws IOException;
    }

    /** Makes the folder where it turns out to be missing: nearly always it is there. */
    private static <T> T inFolder(Path folder, Work<T> work) throws IOException {
        try {
            return work.done();
        } catch (NoSuchFileException missing) {
            Files.createDirectories(folder);
            return work.done();
        }
    }

    /** Puts on the disk the names of all files that were moved to their places. */
    void settle() {
        names.force();
    }

    /** Removes what no living process makes any more. */
    int clean() throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Aside::isOurs)) {
            for (Path file : files) {
                if (!inTheMaking.contains(file) && isAbandoned(file) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        } catch (NoSuchFileException nothingWasEverWritten) {
            return 0;
        }
        return removed;
    }

    private static boolean isOurs(Path file) {
        return OURS.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    private static boolean isAbandoned(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException madeInThisProcess) {
            return false;
        } catch (IOException cannotTell) {
            return false;
        }
    }

    private static void lock(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException noLocksOnThisFileSystem) {
            // then leftovers stay until somebody deletes them: better than deleting what another process writes
        }
    }

    /** One file in the making. */
    final class Part implements AutoCloseable {
        private final Path path;
        private final FileChannel channel;
        private boolean moved;

        private Part(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        FileChannel channel() {
            return channel;
        }

        /** To be read while it is in the making. */
        Path path() {
            return path;
        }

        /** Moves the file to its place in one stroke, its bytes on the disk before its name; see {@link #settle}. */
        void moveTo(Path target) throws IOException {
            Path home = Objects.requireNonNull(target.getParent(), "a folder");
            channel.force(true);
            try {
                inFolder(home, () -> Files.move(path, target, StandardCopyOption.ATOMIC_MOVE));
            } catch (AtomicMoveNotSupportedException e) {
                throw new IOException(home + " lies on another file system than " + folder, e);
            }
            moved = true;
            channel.close(); // not before: the lock is to hold until the file has left this folder
            names.in(home);
        }

        /** Ends the work; what was not moved is gone. */
        @Override
        public void close() throws IOException {
            try (channel) {
                if (!moved) {
                    Files.deleteIfExists(path);
                }
            } finally {
                inTheMaking.remove(path);
            }
        }
    }
}
