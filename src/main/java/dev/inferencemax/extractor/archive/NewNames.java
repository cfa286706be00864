package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Folders that have names which may not be on the disk yet. Many files come to few folders, so they are put there for many
 * at once, before anybody notes that he has them.
 */
final class NewNames {

    private final Consumer<Path> disk;
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();

    NewNames() {
        this(NewNames::forceOne);
    }

    /**
     * For another disk.
     *
     * @param disk puts on it what names a folder has
     */
    NewNames(Consumer<Path> disk) {
        this.disk = disk;
    }

    /** A name is in that folder now. */
    void in(Path folder) {
        folders.add(folder);
    }

    /** Returns when all names are on the disk that were there before it was called. */
    synchronized void force() {
        for (Path folder : List.copyOf(folders)) {
            folders.remove(folder); // first: what comes from now on is for another time
            try {
                disk.accept(folder);
            } catch (RuntimeException e) {
                folders.add(folder);
                throw e;
            }
        }
    }

    private static void forceOne(Path folder) {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException notPossibleEverywhere) {
            // Windows opens no folders; the move itself has succeeded
        }
    }
}
