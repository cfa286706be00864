package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.scaleout.ScaleOutSettings.Transport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.NullChannel;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Joins the two channels by the database: what the manager has written there is sent, and workers look for it. */
@Configuration(proxyBeanMethods = false)
@Profile(ScaleOutConfiguration.PROFILE)
@ConditionalOnProperty(name = Transport.PROPERTY, havingValue = "database")
class DatabaseTransport {

    @ConditionalOnProperty(name = "extractor.role", havingValue = "manager")
    static class AtLead {

        @Bean
        NullChannel partitions() {
            return new NullChannel();
        }

        /** A partition stays until somebody has done it. */
        @Bean
        NullChannel undelivered() {
            return new NullChannel();
        }
    }

    @ConditionalOnProperty(name = "extractor.role", havingValue = "worker")
    static class AtWorker {

        @Bean
        DirectChannel partitions() {
            return new DirectChannel();
        }

        @Bean
        Deliveries deliveries(
                JdbcClient jdbc, PartitionLocks locks, DirectChannel partitions, ScaleOutSettings settings) {
            return new PartitionsLookedUp(new Partitions(jdbc), locks, partitions, settings);
        }
    }
}
