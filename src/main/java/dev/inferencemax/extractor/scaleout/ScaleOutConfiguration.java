package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.github.SharedBudget;
import dev.inferencemax.extractor.job.Hands;
import dev.inferencemax.extractor.job.WorkSharing;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.Parts;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.SubscribableChannel;

/** What is there with the profile {@code scale-out}, by the role of this process. */
@Configuration(proxyBeanMethods = false)
@Profile(ScaleOutConfiguration.PROFILE)
class ScaleOutConfiguration {

    static final String PROFILE = "scale-out";

    @Bean
    SharedBudget sharedBudget(DataSource database, JdbcClient jdbc) {
        return new BucketsInDatabase(database, new RequestWindows(jdbc));
    }

    @Bean
    PartitionLocks partitionLocks(DataSourceProperties database, JdbcClient jdbc) {
        return new PartitionLocks(database, jdbc);
    }

    @ConditionalOnProperty(name = "extractor.role", havingValue = "manager")
    static class Leading {

        @Bean
        WorkSharing manager(
                JobRepository repository,
                Parts parts,
                ArtifactLedger artifacts,
                JdbcClient jdbc,
                PartitionLocks locks,
                MessageChannel partitions,
                PollableChannel undelivered,
                ScaleOutSettings settings) {
            Post post = new Post(partitions, undelivered);
            Watch watch = new Watch(new Partitions(jdbc), locks, post, repository, settings);
            return new Lead(repository, parts, artifacts, post, watch, settings);
        }
    }

    @ConditionalOnProperty(name = "extractor.role", havingValue = "worker")
    static class Working {

        @Bean
        Worker worker(JobRepository repository, PartitionLocks locks, BeanFactory beans, ScaleOutSettings settings) {
            Duration patience = settings.transport().patience();
            return new Worker(repository, locks, step -> beans.getBean(step, Step.class), patience);
        }

        @Bean
        Hands hands(Worker worker, SubscribableChannel partitions, Deliveries deliveries) {
            return new WorkerHands(worker, partitions, deliveries);
        }
    }
}
