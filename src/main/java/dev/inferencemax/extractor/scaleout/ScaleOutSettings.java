package dev.inferencemax.extractor.scaleout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the work is cut and watched.
 *
 * @param partitions into about so many; a partition is what another worker takes over when one is lost, and what a late
 *     one gets. Some minutes each is right: there are at most four times as many where there is much to do
 * @param smallest fewer small artifacts than these are not worth a partition of their own
 * @param largest of more a partition would take too long
 * @param timeout of the manager: so long nobody works on any partition, and it gives up
 * @param poll how often the manager looks
 * @param queue where partitions are sent; what the broker could not deliver is expected in the same with {@code .dead}
 */
@ConfigurationProperties("extractor.scale-out")
record ScaleOutSettings(
        @DefaultValue("64") int partitions,
        @DefaultValue("50") int smallest,
        @DefaultValue("5000") int largest,
        @DefaultValue("10m") Duration timeout,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("extractor.partitions") String queue) {

    private static final int MOST = 4;

    String deadQueue() {
        return queue + ".dead";
    }

    /** So many partitions for work of that weight. */
    int partitionsFor(long weight) {
        long wanted = Math.max(partitions, (weight + largest - 1) / largest);
        return (int) Math.min(wanted, (long) MOST * partitions);
    }
}
