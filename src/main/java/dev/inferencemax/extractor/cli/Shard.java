package dev.inferencemax.extractor.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * The place of this process among so many that are started together, as the pods of an indexed Kubernetes job are: the
 * first leads, the others take what it hands out from the database, and end when it has ended.
 *
 * @param index from 0
 */
record Shard(int index, int of) {

    static final String PROPERTY = "extractor.shard";

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    /**
     * What the surroundings of the command say of it.
     *
     * @throws UsageException when that is no place among any number
     */
    static Optional<Shard> of(Environment environment) {
        String given = environment.getProperty(PROPERTY, "").strip();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(given);
        if (form.matches()) {
            Shard shard = new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
            if (shard.index < shard.of) {
                return Optional.of(shard);
            }
        }
        throw new UsageException(
                "EXTRACTOR_SHARD=%s: expected INDEX/COUNT, the index from 0, as in 0/8 and 7/8.".formatted(given));
    }

    private boolean isAlone() {
        return of == 1;
    }

    private String role() {
        return index == 0 ? "manager" : "worker";
    }

    /** What it settles. */
    Map<String, Object> properties() {
        return isAlone()
                ? Map.of()
                : Map.of(
                        "extractor.role",
                        role(),
                        "extractor.scale-out.transport",
                        "database",
                        "extractor.scale-out.place",
                        (double) index / of);
    }
}
