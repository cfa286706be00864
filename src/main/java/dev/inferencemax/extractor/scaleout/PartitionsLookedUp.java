package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.scaleout.Partitions.LastJob;
import dev.inferencemax.extractor.scaleout.Partitions.Waiting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.transaction.TransactionException;

/** Looks for partitions in the database that nobody is at, and brings one after the other. */
final class PartitionsLookedUp implements Deliveries {

    private static final Logger log = LoggerFactory.getLogger(PartitionsLookedUp.class);

    private final Partitions all;
    private final PartitionLocks locks;
    private final MessageChannel channel;
    private final ScaleOutSettings settings;
    private final double place;
    private final Thread thread = new Thread(this::deliver, "partitions");
    private volatile boolean ending;

    /** Jobs up to this one had ended before we came. */
    private @Nullable Long before;

    private long lastSign = System.nanoTime();
    private volatile boolean over;

    PartitionsLookedUp(Partitions all, PartitionLocks locks, MessageChannel channel, ScaleOutSettings settings) {
        this.all = all;
        this.locks = locks;
        this.channel = channel;
        this.settings = settings;
        this.place = settings.place() == null ? Math.random() : settings.place();
    }

    @Override
    public void begin() {
        thread.start();
    }

    @Override
    public boolean areOver() {
        return over;
    }

    @Override
    public void end() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        try {
            while (!ending && !over) {
                if (!deliverOne()) {
                    Thread.sleep(settings.poll().toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was one. */
    private boolean deliverOne() {
        try {
            if (settings.place() != null) {
                over = isOver();
            }
            Optional<Waiting> next = mineFirst(all.waiting()).stream()
                    .filter(partition -> !locks.isHeld(partition.job(), partition.name()))
                    .findFirst();
            if (next.isPresent()) {
                channel.send(MessageBuilder.withPayload(next.get().request()).build());
            }
            return next.isPresent();
        } catch (MessagingException e) {
            log.info("Given back: {}", e.getMostSpecificCause().getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database does not answer, trying again: {}", e.getMessage());
        }
        return false;
    }

    private List<Waiting> mineFirst(List<Waiting> waiting) {
        List<Waiting> rotated = new ArrayList<>(waiting);
        Collections.rotate(rotated, -(int) (place * waiting.size()));
        return rotated;
    }

    /** Whether the job that we came for has ended. One that failed may be started again by those who look after it. */
    private boolean isOver() {
        Optional<LastJob> last = all.lastJob();
        if (before == null) {
            before = last.map(job -> job.ended() ? job.id() : job.id() - 1).orElse(0L);
        }
        long old = before;
        Optional<LastJob> ours = last.filter(job -> job.id() > old);
        if (ours.isPresent() && !ours.get().ended()) {
            lastSign = System.nanoTime();
        }
        return ours.filter(job -> job.status() == BatchStatus.COMPLETED).isPresent()
                || System.nanoTime() - lastSign > settings.timeout().toNanos();
    }
}
