package dev.inferencemax.extractor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Names are on the disk when it returns, and the disk is asked as seldom as that allows. */
class FolderForceTest {

    private static final Path FOLDER = Path.of("run_1");
    private static final Path OTHER = Path.of("run_2");

    @Test
    void eachReturnsAfterATimeThatBeganAfterItCame() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        FolderForce force = new FolderForce(folder -> {
            int time = begun.incrementAndGet();
            ended.accumulateAndGet(time, Math::max);
        });
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int file = 0; file < 2_000; file++) {
            all.add(threads.submit(() -> {
                int before = begun.get();
                force.force(FOLDER);
                return ended.get() > before;
            }));
        }

        for (Future<Boolean> one : all) {
            assertThat(one.get()).isTrue();
        }
        threads.shutdown();
    }

    @Test
    void thoseWhoComeWhileTheDiskIsBusyAreServedTogether() {
        CountDownLatch free = new CountDownLatch(1);
        Queue<Path> asked = new ConcurrentLinkedQueue<>();
        FolderForce force = new FolderForce(folder -> {
            asked.add(folder);
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        List<Thread> threads = new ArrayList<>();
        threads.add(started(force, FOLDER));
        await().until(() -> asked.size() == 1);
        for (int file = 0; file < 8; file++) {
            threads.add(started(force, file % 2 == 0 ? FOLDER : OTHER));
        }
        await().until(() -> threads.stream().skip(1).allMatch(thread -> thread.getState() == Thread.State.WAITING));

        free.countDown();

        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(asked).hasSize(3).containsOnly(FOLDER, OTHER);
    }

    private static Thread started(FolderForce force, Path folder) {
        Thread thread = new Thread(() -> force.force(folder));
        thread.start();
        return thread;
    }

    @Test
    void whereTheDiskFailsTheNextOneTriesAgain() {
        AtomicInteger asked = new AtomicInteger();
        FolderForce force = new FolderForce(folder -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk is gone");
            }
        });

        assertThatThrownBy(() -> force.force(FOLDER)).hasMessage("the disk is gone");

        assertThat(CompletableFuture.runAsync(() -> force.force(FOLDER))).succeedsWithin(Duration.ofSeconds(20));
        assertThat(asked).hasValue(2);
    }
}
