package dev.inferencemax.extractor.github;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * The client with a clock that goes faster, and with less patience for silence. Part of an application only when {@code
 * spring.main.sources} names it, see {@link #arguments}.
 */
public final class HurriedGitHub {

    private static final String SINCE = "spring.hurried.since";
    private static final String PACE = "spring.hurried.pace";

    /** How long an answer is waited for, in real time; where a machine under load takes longer it is asked again. */
    public static final Duration SILENCE = Duration.ofMillis(700);

    /** What makes an application hurry as this clock does. */
    public static List<String> arguments(Instant since, int pace) {
        return List.of(
                "--spring.main.sources=" + HurriedGitHub.class.getName(),
                "--" + SINCE + "=" + since,
                "--" + PACE + "=" + pace);
    }

    @Bean
    @Primary
    HurriedClock hurriedClock(Environment environment) {
        return new HurriedClock(
                Instant.parse(environment.getRequiredProperty(SINCE)),
                environment.getRequiredProperty(PACE, Integer.class));
    }

    @Bean
    @Primary
    ActionsApi hurriedActionsApi(
            GitHubSettings settings,
            Environment environment,
            RequestCounts counts,
            RememberedAnswers answers,
            HurriedClock clock) {
        Timing timing = new Timing(Duration.ofSeconds(5), SILENCE, SILENCE, Duration.ofSeconds(1), 8);
        return new ActionsApi(
                settings,
                SingletonSupplier.of(() -> Token.from(environment)),
                new Http(timing, "test", counts, ObservationRegistry.NOOP),
                answers,
                clock,
                clock,
                timing,
                null);
    }
}
