package dev.inferencemax.extractor.scaleout;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.MessageBuilder;

/** The two channels as the manager uses them. What carries the messages is nobody's business here. */
final class Post {

    private static final Logger log = LoggerFactory.getLogger(Post.class);

    private static final int TRIES = 120;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final MessageChannel partitions;
    private final PollableChannel undelivered;

    Post(MessageChannel partitions, PollableChannel undelivered) {
        this.partitions = partitions;
        this.undelivered = undelivered;
    }

    /** Sends a partition; a broker that is only just being restarted is waited for. */
    void send(String step, long partition) {
        Message<StepExecutionRequest> message = MessageBuilder.withPayload(new StepExecutionRequest(step, partition))
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                partitions.send(message);
                return;
            } catch (MessagingException e) {
                if (attempt == TRIES) {
                    throw new PartitionsFailed("The broker cannot be reached (" + reason(e)
                            + "). Check spring.artemis.broker-url and that it is up; the same command goes on then.");
                }
                if (attempt == 1) {
                    log.warn("The broker cannot be reached, trying again: {}", reason(e));
                }
                pause();
            }
        }
    }

    /** The next partition that could not be delivered to any worker, however often it was tried. */
    Optional<Long> undelivered() {
        try {
            return Optional.ofNullable(undelivered.receive(1))
                    .map(Message::getPayload)
                    .filter(StepExecutionRequest.class::isInstance)
                    .map(request -> ((StepExecutionRequest) request).getStepExecutionId());
        } catch (RuntimeException e) {
            log.debug("The broker cannot be asked", e);
            return Optional.empty(); // it will say so when it is back
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartitionsFailed("Interrupted while the broker could not be reached.");
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
