package dev.inferencemax.extractor.cli;

/** What the process tells its caller; scripts and CronJobs rely on the numbers. */
enum ExitCode {
    DONE(0, "done; nothing is lost, or what is lost has been accepted"),
    FAILED(1, "failed; nothing written is half-written; the same command resumes"),
    USAGE(2, "wrong usage or configuration, found before any work"),
    LOST(3, "done, but artifacts are lost that nobody has accepted yet: see losses.csv"),
    NOT_NOW(75, "not now: rate limit, deadline, or another run holds the state; the same command goes on later"),
    TERMINATED(143, "SIGTERM: state saved; the same command goes on");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** For {@code --help}. */
    String meaning() {
        return meaning;
    }
}
