package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.job.Hands;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.SubscribableChannel;

/** A worker at the end of its channel. */
final class WorkerHands implements Hands {

    private static final Logger log = LoggerFactory.getLogger(WorkerHands.class);

    private final Worker worker;
    private final SubscribableChannel partitions;
    private final Deliveries deliveries;

    WorkerHands(Worker worker, SubscribableChannel partitions, Deliveries deliveries) {
        this.worker = worker;
        this.partitions = partitions;
        this.deliveries = deliveries;
    }

    @Override
    public void begin() {
        partitions.subscribe(message -> {
            try {
                worker.handle((StepExecutionRequest) message.getPayload());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MessagingException(message, e);
            }
        });
        log.info("Waiting for partitions");
        deliveries.begin();
    }

    @Override
    public boolean areDone(Duration within) throws InterruptedException {
        Thread.sleep(within.toMillis());
        return deliveries.areOver();
    }

    @Override
    public void end() {
        deliveries.end();
    }
}
