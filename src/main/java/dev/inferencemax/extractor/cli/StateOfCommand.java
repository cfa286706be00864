package dev.inferencemax.extractor.cli;

import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes the state as soon as it is known which one the command means, before anything is started that would need it, and
 * tells the rest of the application where it lies: absolute, so that no part resolves it differently.
 */
final class StateOfCommand implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, AutoCloseable {

    private static final String STATE_FILE = "extractor.state-file";
    private static final String DATABASE = "spring.datasource.url";

    private final String job;
    private @Nullable StateFiles files;
    private @Nullable StateLock lock;
    private Role role = Role.ALONE;

    StateOfCommand(String job) {
        this.job = job;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        StateFiles state = StateFiles.of(environment.getProperty("extractor.state", "state/extractor"));
        if (state.base().toString().contains(";")) {
            throw new UsageException("--state=%s: a path with a semicolon cannot be used.".formatted(state.base()));
        }
        files = state;
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "state", Map.of(STATE_FILE, state.base().toString())));
        Shard.of(environment)
                .ifPresent(shard -> environment
                        .getPropertySources()
                        .addFirst(new MapPropertySource(Shard.PROPERTY, shard.properties())));
        role = Role.of(environment);
        if (role == Role.WORKER) {
            return; // the manager has the state
        }
        boolean dryRun = environment.getProperty("extractor.dry-run", Boolean.class, false);
        if (dryRun && isEmbedded(environment) && !Files.exists(state.database())) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("nothing", Map.of(DATABASE, "jdbc:h2:mem:nothing")));
            return; // there is no state, and this command leaves none
        }
        lock = StateLock.take(state, Holder.me(job, Instant.now())).orElseThrow(() -> new StateHeld(heldBy(state)));
    }

    private static boolean isEmbedded(ConfigurableEnvironment environment) {
        return environment.getProperty(DATABASE, "").startsWith("jdbc:h2:file:");
    }

    private static String heldBy(StateFiles state) {
        return StateLock.holder(state)
                .map(holder -> "Another run holds the state %s: %s.".formatted(state.base(), holder))
                .orElse("Another run holds the state %s.".formatted(state.base()));
    }

    StateFiles files() {
        if (files == null) {
            throw new IllegalStateException("the state is known once the environment is");
        }
        return files;
    }

    Role role() {
        return role;
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
