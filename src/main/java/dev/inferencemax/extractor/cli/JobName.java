package dev.inferencemax.extractor.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The jobs a user can ask for. */
enum JobName {
    BACKFILL("download what GitHub has and the state lacks, then write the dataset (the default job)"),
    IMPORT("read artifacts already downloaded, from --archive, --backup-dir or --git-history, then write the dataset"),
    REBUILD("parse, merge and write again from the raw archive; no network"),
    RECOVER("try again what is lost or failed, with the sources given now, then write the dataset");

    private final String help;

    JobName(String help) {
        this.help = help;
    }

    /** The name of the Spring Batch job. */
    String batchName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String help() {
        return help;
    }

    static Optional<JobName> of(String batchName) {
        return Arrays.stream(values())
                .filter(job -> job.batchName().equals(batchName))
                .findFirst();
    }

    /** Those of them, in their order, for a sentence. */
    static List<String> namesOf(Collection<JobName> jobs) {
        return jobs.stream().sorted().map(JobName::batchName).toList();
    }
}
