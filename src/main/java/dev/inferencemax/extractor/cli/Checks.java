package dev.inferencemax.extractor.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What can be known to be wrong before anything starts: each value by its type, and what does not go together. */
final class Checks {

    /** {@code --runs} names the runs; whatever else would choose some has nothing left to choose from. */
    private static final List<Option> CHOOSE_RUNS =
            List.of(Option.WORKFLOW, Option.DATE_RANGE, Option.COLLECT_RECENT, Option.BRANCH, Option.EVENT);

    private static final Set<Option> IMPORTED = Set.of(Option.ARCHIVE, Option.BACKUP_DIR, Option.GIT_HISTORY);

    private final Map<String, String> environment;

    Checks(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The options of a job.
     *
     * @throws UsageException for the first thing that is wrong
     */
    void job(JobName job, Map<Option, String> given) {
        for (Option option : given.keySet()) {
            if (!option.jobs().contains(job)) {
                throw new UsageException("%s has no use in job %s; it belongs to %s."
                        .formatted(
                                option.flagName(),
                                job.batchName(),
                                option.jobs().isEmpty() ? "--status" : InWords.and(JobName.namesOf(option.jobs()))));
            }
        }
        for (Option option : Option.values()) {
            if (option.jobs().contains(job)) {
                check(option, given);
            }
        }
        refuseTogether(given);
        refuseWithoutUse(given);
        if (job == JobName.IMPORT && IMPORTED.stream().noneMatch(option -> isSet(option, given))) {
            throw new UsageException(
                    "Job import needs something to import. Give --archive=DIR, --backup-dir=DIR or --git-history=REPO.");
        }
    }

    /**
     * The options of {@code --status}.
     *
     * @throws UsageException for the first thing that is wrong
     */
    void status(Map<Option, String> given) {
        for (Option option : given.keySet()) {
            if (!option.isOfStatus()) {
                throw new UsageException("%s has no use with --status; it belongs to job %s."
                        .formatted(option.flagName(), InWords.and(JobName.namesOf(option.jobs()))));
            }
        }
        for (Option option : Option.values()) {
            if (option.isOfStatus()) {
                check(option, given);
            }
        }
    }

    /** What the environment says counts unless the command says otherwise. */
    private void check(Option option, Map<Option, String> given) {
        String value = given.get(option);
        if (value != null) {
            option.check(option.flagName(), value);
        } else {
            inEnvironment(option).forEach(variable -> option.check(variable, environment.getOrDefault(variable, "")));
        }
    }

    private boolean isSet(Option option, Map<Option, String> given) {
        return given.containsKey(option) || inEnvironment(option).findAny().isPresent();
    }

    private Stream<String> inEnvironment(Option option) {
        return option.variables().stream().filter(environment::containsKey);
    }

    private static void refuseTogether(Map<Option, String> given) {
        if (given.containsKey(Option.RUNS)) {
            CHOOSE_RUNS.stream().filter(given::containsKey).findFirst().ifPresent(option -> {
                throw new UsageException(
                        "--runs and %s do not go together: --runs means just these runs. Leave one out."
                                .formatted(option.flagName()));
            });
        }
    }

    private void refuseWithoutUse(Map<Option, String> given) {
        boolean bucket = Stream.concat(
                        Stream.ofNullable(given.get(Option.BACKUP_DIR)),
                        inEnvironment(Option.BACKUP_DIR).map(variable -> environment.getOrDefault(variable, "")))
                .anyMatch(value -> value.startsWith("gs:"));
        if (given.containsKey(Option.GCS_API_URL) && !bucket) {
            throw new UsageException(
                    "--gcs-api-url has no use without a mirror in a bucket. Give --backup-dir=gs://BUCKET[/PREFIX] too.");
        }
    }
}
