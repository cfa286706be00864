package dev.inferencemax.extractor.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be known to be wrong before anything starts: each value by its type, and what does not go together. */
final class Checks {

    /** {@code --runs} names the runs; whatever else would choose some has nothing left to choose from. */
    private static final List<Option> CHOOSE_RUNS =
            List.of(Option.WORKFLOW, Option.DATE_RANGE, Option.COLLECT_RECENT, Option.BRANCH, Option.EVENT);

    private static final Set<Option> IMPORTED = Set.of(Option.ARCHIVE, Option.BACKUP_DIR);

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
        if (job == JobName.IMPORT && IMPORTED.stream().noneMatch(option -> isSet(option, given))) {
            throw new UsageException("Job import needs something to import. Give --archive=DIR or --backup-dir=DIR.");
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
            inEnvironment(option).ifPresent(set -> option.check(option.variable(), set));
        }
    }

    private boolean isSet(Option option, Map<Option, String> given) {
        return given.containsKey(option) || inEnvironment(option).isPresent();
    }

    private Optional<String> inEnvironment(Option option) {
        return Optional.ofNullable(environment.get(option.variable()));
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
}
