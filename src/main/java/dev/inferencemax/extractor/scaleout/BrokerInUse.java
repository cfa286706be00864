package dev.inferencemax.extractor.scaleout;

import dev.inferencemax.extractor.scaleout.ScaleOutSettings.Transport;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Leaves out what Boot would start for a broker, unless the profile is there that needs one: a single machine has none. */
final class BrokerInUse implements AutoConfigurationImportFilter, EnvironmentAware, PriorityOrdered {

    private static final String BOOT = "org.springframework.boot.";

    private @Nullable Environment environment;

    /** Made by Boot, see {@code META-INF/spring.factories}. */
    BrokerInUse() {}

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
        boolean inUse = isInUse(Objects.requireNonNull(environment));
        boolean[] used = new boolean[classes.length];
        for (int place = 0; place < classes.length; place++) {
            String name = classes[place];
            used[place] = name == null || inUse || !isOfBroker(name);
        }
        return used;
    }

    private static boolean isInUse(Environment environment) {
        return environment.acceptsProfiles(Profiles.of(ScaleOutConfiguration.PROFILE))
                && !environment.getProperty(Transport.PROPERTY, "").equalsIgnoreCase(Transport.DATABASE.name());
    }

    private static boolean isOfBroker(String name) {
        return name.startsWith(BOOT + "jms.")
                || name.startsWith(BOOT + "artemis.")
                || name.startsWith(BOOT + "integration.");
    }
}
