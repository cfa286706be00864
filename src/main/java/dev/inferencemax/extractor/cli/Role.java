package dev.inferencemax.extractor.cli;

import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** What this process is among others that work on the same job. */
enum Role {
    /** Does all of it, as on almost every machine. */
    ALONE,
    /** Discovers, plans, merges and exports, and hands out the rest. */
    MANAGER,
    /** Downloads and parses what a manager hands out. */
    WORKER;

    private static final String PROFILE = "scale-out";

    /**
     * The role that the command or its surroundings give.
     *
     * @throws UsageException when it cannot be played here
     */
    static Role of(Environment environment) {
        String given = environment.getProperty("extractor.role", "");
        if (given.isBlank()) {
            return ALONE;
        }
        Role role = valueOf(given.toUpperCase(Locale.ROOT));
        if (!environment.acceptsProfiles(Profiles.of(PROFILE))) {
            throw new UsageException(
                    "--role=%s needs --spring.profiles.active=%s, and a broker; one machine alone needs neither."
                            .formatted(given, PROFILE));
        }
        if (!environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
            throw new UsageException("--role=%s needs a database that all processes reach. Give".formatted(given)
                    + " --spring.datasource.url=jdbc:postgresql://HOST/DATABASE, the same to all.");
        }
        return role;
    }
}
