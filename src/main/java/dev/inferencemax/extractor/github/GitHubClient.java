package dev.inferencemax.extractor.github;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/** Puts the client together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GitHubSettings.class)
class GitHubClient {

    @Bean
    RequestCounts requestCounts() {
        return new RequestCounts();
    }

    @Bean
    Http http(
            RequestCounts counts,
            ObjectProvider<BuildProperties> builds,
            ObjectProvider<ObservationRegistry> observations) {
        return new Http(
                Timing.STANDARD, version(builds), counts, observations.getIfAvailable(() -> ObservationRegistry.NOOP));
    }

    @Bean
    ActionsApi actionsApi(
            GitHubSettings settings,
            Environment environment,
            Http http,
            ObjectProvider<RememberedAnswers> answers,
            ObjectProvider<Clock> clocks,
            ObjectProvider<Sleeper> sleepers,
            ObjectProvider<SharedBudget> shared) {
        Clock clock = clocks.getIfAvailable(Clock::systemUTC);
        return new ActionsApi(
                settings,
                SingletonSupplier.of(() -> Token.from(environment)),
                http,
                answers.getIfAvailable(() -> RememberedAnswers.NONE),
                clock,
                sleepers.getIfAvailable(() -> Sleeper.on(clock)),
                Timing.STANDARD,
                shared.getIfAvailable());
    }

    @Bean
    OtherHosts otherHosts(
            GitHubSettings settings,
            Environment environment,
            Http http,
            ObjectProvider<Clock> clocks,
            ObjectProvider<Sleeper> sleepers) {
        Clock clock = clocks.getIfAvailable(Clock::systemUTC);
        Sleeper sleeper = sleepers.getIfAvailable(() -> Sleeper.on(clock));
        return new OtherHosts(
                environment,
                http,
                new Patience.Limits("The server", clock, sleeper, settings.maxWait(), Timing.STANDARD));
    }

    private static String version(ObjectProvider<BuildProperties> builds) {
        BuildProperties build = builds.getIfAvailable();
        return build == null || build.getVersion() == null ? "dev" : build.getVersion();
    }
}
