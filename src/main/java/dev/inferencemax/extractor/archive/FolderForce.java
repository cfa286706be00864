package dev.inferencemax.extractor.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Puts the names in folders on the disk. Many files come to few folders at once, so whoever comes while the disk is busy
 * waits for the next time, which is for all that have come by then.
 */
final class FolderForce {

    private final Consumer<Path> disk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turned = lock.newCondition();
    private Set<Path> waiting = new HashSet<>();
    private boolean busy;
    private long begun;
    private long done;

    FolderForce() {
        this(FolderForce::forceOne);
    }

    /**
     * For another disk.
     *
     * @param disk puts on it what names a folder has
     */
    FolderForce(Consumer<Path> disk) {
        this.disk = disk;
    }

    /** Returns when all names are on the disk that the folder has now. */
    void force(Path folder) {
        lock.lock();
        try {
            waiting.add(folder);
            long mine = begun + 1;
            while (done < mine) {
                if (busy) {
                    turned.awaitUninterruptibly();
                } else {
                    forceAllWaiting();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock, which is free for others meanwhile. */
    private void forceAllWaiting() {
        Set<Path> folders = waiting;
        waiting = new HashSet<>();
        busy = true;
        long turn = ++begun;
        lock.unlock();
        boolean good = false;
        try {
            folders.forEach(disk);
            good = true;
        } finally {
            lock.lock();
            busy = false;
            if (good) {
                done = turn;
            } else { // whoever waits for it tries again
                waiting.addAll(folders);
            }
            turned.signalAll();
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
