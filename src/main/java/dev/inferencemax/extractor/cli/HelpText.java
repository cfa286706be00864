package dev.inferencemax.extractor.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** What {@code --help} prints: the tables of jobs, options and exit codes, in ASCII, at most 100 columns wide. */
final class HelpText {

    private static final int NAMES = 38;
    private static final int SHORT_NAMES = 12;
    private static final int WIDTH = 100;

    private static final String START = "java -jar extractor.jar";
    private static final String[] EXAMPLES = {
        START + " --workflow=all --date-range=2025-10..",
        START + " --spring.batch.job.name=import --archive=downloads",
        START + " --status --format=json"
    };

    private final StringBuilder text = new StringBuilder();

    private HelpText() {}

    static String now() {
        return new HelpText().write();
    }

    private String write() {
        line("InferenceMAX extractor: every benchmark result InferenceMAX ever published, in one dataset.");
        line("");
        line("Usage: " + START + " [--spring.batch.job.name=JOB] [OPTION...]");
        line("       " + START + " --status [--format=json] | --help | --version");
        line("");
        line("The same command again is always right: it resumes where it stopped, or fetches what is new.");
        line("GITHUB_TOKEN (or GH_TOKEN) in the environment is the token; it is never an option.");
        section(
                "Jobs",
                SHORT_NAMES,
                Arrays.stream(JobName.values())
                        .map(job -> new Row(job.batchName(), job.help()))
                        .toList());
        groups().forEach(jobs -> section(heading(jobs), NAMES, optionsOf(jobs)));
        section(
                "Commands that start no job",
                NAMES,
                List.of(
                        new Row("--status", "where every run and artifact stands; takes --state and --raw-dir too"),
                        row(Option.FORMAT),
                        new Row("-h, --help", "this text"),
                        new Row("-V, --version", "the version")));
        section(
                "Spring Boot's own",
                NAMES,
                List.of(
                        new Row("--spring.*  --logging.*  --management.*", "properties, passed through"),
                        new Row("--debug, --trace", "more in the log, stack traces too")));
        line("");
        line("Every option is also a property extractor.NAME (application.yaml) and a variable EXTRACTOR_NAME.");
        section(
                "Exit codes",
                SHORT_NAMES,
                Arrays.stream(ExitCode.values())
                        .map(exit -> new Row(String.valueOf(exit.code()), exit.meaning()))
                        .toList());
        line("");
        line("Examples:");
        Arrays.stream(EXAMPLES).forEach(example -> line("  " + example));
        return text.toString();
    }

    /** What all jobs know comes first, then by job. */
    private static Set<Set<JobName>> groups() {
        Set<Set<JobName>> groups = new LinkedHashSet<>();
        groups.add(Set.of(JobName.values()));
        Arrays.stream(Option.values())
                .map(Option::jobs)
                .filter(jobs -> !jobs.isEmpty())
                .forEach(groups::add);
        return groups;
    }

    private static String heading(Set<JobName> jobs) {
        return jobs.size() == JobName.values().length
                ? "Options of every job"
                : "Options of " + InWords.and(JobName.namesOf(jobs));
    }

    private static List<Row> optionsOf(Set<JobName> jobs) {
        return Arrays.stream(Option.values())
                .filter(option -> option.jobs().equals(jobs))
                .map(HelpText::row)
                .toList();
    }

    private static Row row(Option option) {
        return new Row(
                option.isFlag() ? option.flagName() : option.flagName() + "=" + option.placeholder(),
                option.help()
                        + option.standard()
                                .map(standard -> " [default: " + standard + "]")
                                .orElse(""));
    }

    private void section(String heading, int names, List<Row> rows) {
        line("");
        line(heading + ":");
        TextTable table = TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(names, 2, Overflow.SPAN),
                new Column(WIDTH - names, 2, Overflow.WRAP));
        rows.forEach(row -> table.addRowValues(row.name(), row.meaning()));
        text.append(table);
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }

    private record Row(String name, String meaning) {}
}
