package dev.inferencemax.extractor.cli;

import static dev.inferencemax.extractor.cli.JobName.BACKFILL;
import static dev.inferencemax.extractor.cli.JobName.IMPORT;
import static dev.inferencemax.extractor.cli.JobName.REBUILD;
import static dev.inferencemax.extractor.cli.JobName.RECOVER;
import static dev.inferencemax.extractor.cli.ValueType.countFrom;
import static dev.inferencemax.extractor.cli.ValueType.flag;
import static dev.inferencemax.extractor.cli.ValueType.listOf;
import static dev.inferencemax.extractor.cli.ValueType.matching;
import static dev.inferencemax.extractor.cli.ValueType.oneOf;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of options, in the order of the contract; a new one is a row. The help is printed from it, {@code --x} becomes
 * the property {@code extractor.x}, and what is not in it is refused. A default is stated here for the help; it takes
 * effect where the property is bound, so that a file or the environment can override it.
 */
@SuppressWarnings("ImmutableEnumChecker") // the types are functions without state, the sets unmodifiable
enum Option {
    REPO(
            "--repo",
            "OWNER/NAME[,...]",
            listOf(matching(
                    "[A-Za-z0-9][A-Za-z0-9_-]{0,99}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}",
                    "is not a repository. Give OWNER/NAME, e.g. InferenceMAX/InferenceMAX.")),
            "InferenceMAX/InferenceMAX",
            "repositories to read; a renamed one is followed",
            BACKFILL,
            RECOVER),
    WORKFLOW(
            "--workflow",
            "FILE|ID[,...]|all",
            listOf(
                    matching(
                            "[A-Za-z0-9._-]+\\.ya?ml|[1-9][0-9]{0,17}",
                            "is not a workflow. Give its file name or id, e.g. run-sweep.yml, or all."),
                    "all"),
            "run-sweep.yml",
            "workflow files or ids; all: every one that published results",
            BACKFILL),
    DATE_RANGE(
            "--date-range",
            "FROM..TO",
            ValueType.dateRange(),
            "everything",
            "UTC days or months, inclusive: 2025-10-07..2025-10-31, 2025-10, 2025-12-09.., ..2025-11",
            BACKFILL),
    RUNS(
            "--runs",
            "ID[,...]",
            listOf(matching("[1-9][0-9]{0,17}", "is not a run id. Give positive whole numbers, e.g. 18984029536.")),
            null,
            "just these runs, whatever their workflow and date",
            BACKFILL),
    COLLECT_RECENT(
            "--collect-recent",
            "N",
            countFrom(1, 1_000_000),
            null,
            "the N newest completed runs of each workflow",
            BACKFILL),
    BRANCH(
            "--branch",
            "NAME",
            matching("[^\\s\\p{Cntrl}]+", "is not the name of a branch. Give e.g. main."),
            "any",
            "only runs of this branch",
            BACKFILL),
    EVENT(
            "--event",
            "NAME",
            matching("[a-z][a-z_]*", "is not the name of an event. Give e.g. push, schedule or workflow_dispatch."),
            "any",
            "only runs of this event, e.g. push, schedule or workflow_dispatch",
            BACKFILL),
    MODEL(
            "--model",
            "KEY[,...]|all",
            listOf(
                    matching("[^\\s\\p{Cntrl},]+", "is not the key of a model. Give e.g. gptoss or dsr1, or all."),
                    "all"),
            "all",
            "models to write (gptoss, dsr1, ...); everything is always downloaded and kept",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    DEDUP(
            "--dedup",
            "full|current-script",
            oneOf("full", "current-script"),
            "full",
            "what is one configuration; current-script: the 11 columns of the Python script's key",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    DOWNLOAD(
            "--download",
            "auto|all|aggregated",
            oneOf("auto", "all", "aggregated"),
            "auto",
            "auto: aggregates, and singly only what they lack; all: every result; aggregated: aggregates",
            BACKFILL),
    REFRESH("--refresh", "", flag(), "off", "look again at runs already complete", BACKFILL),
    FORCE_DOWNLOAD(
            "--force-download",
            "",
            flag(),
            "off",
            "download again even when the archive holds a verified copy",
            BACKFILL),
    DRY_RUN(
            "--dry-run",
            "",
            flag(),
            "off",
            "list, then say what would be downloaded: requests, bytes, time; nothing is changed",
            BACKFILL,
            RECOVER),
    RAW_DIR(
            "--raw-dir",
            "DIR|s3://BUCKET[/PREFIX]",
            PlaceType.directoryOrBucket(),
            "raw",
            "the raw archive",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    OUTPUT_DIR(
            "--output-dir",
            "DIR|s3://BUCKET[/PREFIX]",
            PlaceType.directoryOrBucket(),
            "out",
            "the dataset; in a bucket below versions/, and latest.json says which",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    STATE(
            "--state",
            "FILE",
            PlaceType.stateFile(),
            "state/extractor",
            "the embedded database; spring.datasource.url (PostgreSQL) overrides it",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    API_URL(
            "--api-url",
            "URL",
            PlaceType.apiUrl("https://api.github.com or https://HOST/api/v3"),
            "https://api.github.com",
            "GitHub Enterprise, or a test server; plain http only for loopback",
            BACKFILL,
            RECOVER),
    CONCURRENCY("--concurrency", "N", countFrom(1, 64), "16", "downloads in flight, 1 to 64", BACKFILL, RECOVER),
    MAX_WAIT(
            "--max-wait",
            "DURATION",
            ValueType.duration(),
            "65m",
            "longest wait for a rate limit (90s, 65m, 2h, PT1H); beyond it stop cleanly (exit 75)",
            BACKFILL,
            RECOVER),
    MAX_DURATION(
            "--max-duration",
            "DURATION",
            ValueType.duration(),
            null,
            "stop cleanly after that long (90s, 65m, 2h, PT1H), counted from the start (exit 75)",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    ACCEPT_LOSSES(
            "--accept-losses",
            "",
            flag(),
            "off",
            "mark the present losses as known: they no longer change the exit code",
            BACKFILL,
            IMPORT,
            RECOVER),
    COMPARE_AT(
            "--compare-at",
            "DATE",
            ValueType.day(),
            "2025-12-09",
            "where consistency.csv divides the earlier era from the later",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    NOTIFY_URL(
            "--notify-url",
            "URL",
            PlaceType.notice(),
            null,
            "a JSON summary is posted there when something is new, lost or failed; https",
            BACKFILL,
            IMPORT,
            REBUILD,
            RECOVER),
    ARCHIVE(
            "--archive",
            "DIR",
            PlaceType.archive(),
            null,
            "artifacts already downloaded: our own raw/, run_<RUN_ID>/ with zips, folders or bare JSON, or run_<RUN_ID>.zip",
            IMPORT,
            RECOVER),
    BACKUP_DIR(
            "--backup-dir",
            "DIR|gs://BUCKET[/PREFIX]",
            PlaceType.mirror(),
            null,
            "a mirror, DATE/WORKFLOW_RUNID/artifacts/NAME_ARTIFACTID.zip; a bucket anonymously or with GCS_TOKEN",
            BACKFILL,
            IMPORT,
            RECOVER),
    GCS_API_URL(
            "--gcs-api-url",
            "URL",
            PlaceType.apiUrl("https://storage.googleapis.com"),
            "https://storage.googleapis.com",
            "where a gs:// mirror is asked; plain http only for loopback",
            BACKFILL,
            IMPORT,
            RECOVER),
    ROLE(
            "--role",
            "manager|worker",
            oneOf("manager", "worker"),
            null,
            "with --spring.profiles.active=scale-out: many machines do one job; without it one process does all",
            BACKFILL),
    GIT_HISTORY(
            "--git-history",
            "PATH|URL[,...]",
            listOf(PlaceType.repository()),
            null,
            "git repositories in whose history result files were committed",
            BACKFILL,
            IMPORT,
            RECOVER),
    FORMAT("--format", "text|json", oneOf("text", "json"), "text", "for people or for programs");

    /** These say where, which {@code --status} must know too; {@code --format} says how it answers. */
    private static final Set<Option> OF_STATUS = Collections.unmodifiableSet(EnumSet.of(RAW_DIR, STATE, FORMAT));

    private final String flagName;
    private final String placeholder;
    private final ValueType type;
    private final @Nullable String standard;
    private final String help;
    private final Set<JobName> jobs;

    Option(
            String flagName,
            String placeholder,
            ValueType type,
            @Nullable String standard,
            String help,
            JobName... jobs) {
        this.flagName = flagName;
        this.placeholder = placeholder;
        this.type = type;
        this.standard = standard;
        this.help = help;
        Set<JobName> of = EnumSet.noneOf(JobName.class);
        Collections.addAll(of, jobs);
        this.jobs = Collections.unmodifiableSet(of);
    }

    /** As typed: {@code --date-range}. */
    String flagName() {
        return flagName;
    }

    /** As bound: {@code extractor.date-range}. */
    String property() {
        return "extractor." + flagName.substring(2);
    }

    /** As set in the environment: {@code EXTRACTOR_DATE_RANGE}, or as Spring spells it, {@code EXTRACTOR_DATERANGE}. */
    List<String> variables() {
        String name = flagName.substring(2).toUpperCase(Locale.ROOT);
        return Stream.of(name.replace('-', '_'), name.replace("-", ""))
                .distinct()
                .map(spelling -> "EXTRACTOR_" + spelling)
                .toList();
    }

    /** What stands after the equals sign in the help; empty for a flag. */
    String placeholder() {
        return placeholder;
    }

    /** What holds when it is not given, in words for the help. */
    Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    String help() {
        return help;
    }

    Set<JobName> jobs() {
        return jobs;
    }

    boolean isFlag() {
        return placeholder.isEmpty();
    }

    boolean isList() {
        return placeholder.contains("[,...]");
    }

    boolean isOfStatus() {
        return OF_STATUS.contains(this);
    }

    /**
     * Refuses a value this option cannot have.
     *
     * @param named how the user named it: as an option, a property or a variable
     * @throws UsageException with the message to show
     */
    void check(String named, String value) {
        try {
            type.check(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(named + "=" + e.getMessage());
        }
    }

    static Optional<Option> ofProperty(String property) {
        return Arrays.stream(values())
                .filter(option -> option.property().equals(property))
                .findFirst();
    }
}
