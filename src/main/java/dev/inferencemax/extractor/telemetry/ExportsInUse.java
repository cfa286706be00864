package dev.inferencemax.extractor.telemetry;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Leaves out what Boot would start for metrics and traces that nobody asked for: without an address it would send them to
 * this machine, and complain at the end of each run that nobody is there.
 */
final class ExportsInUse implements AutoConfigurationImportFilter, EnvironmentAware, PriorityOrdered {

    static final String OTLP_METRICS = "management.otlp.metrics.export.url";
    static final String PUSH_GATEWAY = "management.prometheus.metrics.export.pushgateway.enabled";
    static final String OTLP_TRACES = "management.opentelemetry.tracing.export.otlp.endpoint";

    private static final String BOOT = "org.springframework.boot.";

    private @Nullable Environment environment;

    /** Made by Boot, see {@code META-INF/spring.factories}. */
    ExportsInUse() {}

    /** Before Boot looks for the classes of what is left out, and loads them. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] used = new boolean[classes.length];
        for (int place = 0; place < classes.length; place++) {
            String name = classes[place];
            used[place] = name == null || isUsed(name);
        }
        return used;
    }

    private boolean isUsed(String name) {
        if (name.contains(".metrics.autoconfigure.export.otlp.")) {
            return isSet(OTLP_METRICS);
        }
        if (name.contains(".metrics.autoconfigure.export.prometheus.")) {
            return isPushed();
        }
        if (name.startsWith(BOOT + "micrometer.metrics.")) {
            return isSet(OTLP_METRICS) || isPushed();
        }
        if (name.startsWith(BOOT + "opentelemetry.")) {
            return isSet(OTLP_TRACES) || isSet(OTLP_METRICS);
        }
        return !(name.startsWith(BOOT + "micrometer.") || name.startsWith(BOOT + "batch.autoconfigure.observation."))
                || isSet(OTLP_TRACES);
    }

    private boolean isPushed() {
        return Objects.requireNonNull(environment).getProperty(PUSH_GATEWAY, Boolean.class, false);
    }

    private boolean isSet(String property) {
        return !Objects.requireNonNull(environment).getProperty(property, "").isBlank();
    }
}
