package dev.inferencemax.extractor.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring Boot from reporting a failed start in its own words: {@link FailureMessages} says it, in one sentence. With
 * {@code --debug} both speak.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SaidOnce implements SpringBootExceptionReporter {

    private final @Nullable ConfigurableApplicationContext application;

    /**
     * Made by Boot, see {@code META-INF/spring.factories}.
     *
     * @param application null when the start failed before there was one
     */
    SaidOnce(@Nullable ConfigurableApplicationContext application) {
        this.application = application;
    }

    @Override
    public boolean reportException(Throwable failure) {
        return application == null || !application.getEnvironment().containsProperty("debug");
    }
}
