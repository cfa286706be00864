package dev.inferencemax.extractor.job;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the steps are given to work with. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
