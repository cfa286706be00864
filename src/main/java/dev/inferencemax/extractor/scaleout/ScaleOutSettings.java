package dev.inferencemax.extractor.scaleout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
 * @param transport what brings the partitions to the workers
 * @param place where among the partitions a worker begins to look for one, 0 the first and 1 after the last; given to those
 *     who are there for one job only, and end with it
 * @param queue where partitions are sent; what the broker could not deliver is expected in the same with {@code .dead}
 */
@ConfigurationProperties("extractor.scale-out")
record ScaleOutSettings(
        @DefaultValue("64") int partitions,
        @DefaultValue("50") int smallest,
        @DefaultValue("5000") int largest,
        @DefaultValue("10m") Duration timeout,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("broker") Transport transport,
        @Nullable Double place,
        @DefaultValue("extractor.partitions") String queue) {

    /** What brings the partitions to the workers. */
    enum Transport {
        /** One that speaks JMS. */
        BROKER(Duration.ofMinutes(15)),
        /** The database that has them anyway: workers look for them. */
        DATABASE(Duration.ZERO);

        static final String PROPERTY = "extractor.scale-out.transport";

        private final Duration patience;

        Transport(Duration patience) {
            this.patience = patience;
        }

        /** So long a worker waits for a partition that another one does: it may be lost, and nobody brings it again. */
        Duration patience() {
            return patience;
        }
    }

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
