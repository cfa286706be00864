package dev.inferencemax.extractor.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The query of a run listing: {@code branch}, {@code event}, {@code status} and {@code created} as GitHub reads them. */
final class RunFilter {

    private static final Pattern RANGE = Pattern.compile("(.+)\\.\\.(.+)");
    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|>|<)?(.+)");

    private RunFilter() {}

    static Predicate<SampleWorkflowRun> of(Asked asked) {
        Predicate<SampleWorkflowRun> all = run -> true;
        return all.and(asked.parameter("branch")
                        .map(branch -> where(run -> run.branch().equals(branch)))
                        .orElse(all))
                .and(asked.parameter("event")
                        .map(event -> where(run -> run.event().equals(event)))
                        .orElse(all))
                .and(asked.parameter("head_sha")
                        .map(sha -> where(run -> run.headSha().equals(sha)))
                        .orElse(all))
                .and(asked.parameter("status")
                        .map(status -> where(run -> run.status().equals(status) || status.equals(run.conclusion())))
                        .orElse(all))
                .and(asked.parameter("created")
                        .map(created -> where(created(created)))
                        .orElse(all));
    }

    private static Predicate<SampleWorkflowRun> where(Predicate<SampleWorkflowRun> predicate) {
        return predicate;
    }

    private static Predicate<SampleWorkflowRun> created(String value) {
        Matcher range = RANGE.matcher(value);
        if (range.matches()) {
            return from(range.group(1)).and(to(range.group(2)));
        }
        Matcher comparison = COMPARISON.matcher(value);
        if (!comparison.matches()) {
            return run -> false;
        }
        String bound = comparison.group(2);
        String operator = comparison.group(1) == null ? "=" : comparison.group(1);
        return switch (operator) {
            case ">=" -> from(bound);
            case "<=" -> to(bound);
            case ">" -> to(bound).negate();
            case "<" -> from(bound).negate();
            default -> from(bound).and(to(bound));
        };
    }

    private static Predicate<SampleWorkflowRun> from(String bound) {
        return bound.equals("*") ? run -> true : run -> !run.createdAt().isBefore(start(bound));
    }

    private static Predicate<SampleWorkflowRun> to(String bound) {
        return bound.equals("*") ? run -> true : run -> run.createdAt().isBefore(end(bound));
    }

    private static boolean isDay(String bound) {
        return bound.length() == "2025-10-31".length();
    }

    private static Instant start(String bound) {
        return isDay(bound)
                ? LocalDate.parse(bound).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(bound.replaceFirst("\\+00:00$", "Z"));
    }

    /** Exclusive: days and seconds are meant as a whole. */
    private static Instant end(String bound) {
        return start(bound).plus(isDay(bound) ? Duration.ofDays(1) : Duration.ofSeconds(1));
    }
}
