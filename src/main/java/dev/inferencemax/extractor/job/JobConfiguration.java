package dev.inferencemax.extractor.job;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** What the steps are given to work with. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** For what waits: it must hold neither the transaction of a chunk nor a connection. */
    @Bean
    TransactionOperations outside(PlatformTransactionManager transactions) {
        TransactionTemplate outside = new TransactionTemplate(transactions);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return outside;
    }
}
