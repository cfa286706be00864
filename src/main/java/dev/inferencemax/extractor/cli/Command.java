package dev.inferencemax.extractor.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the user asked for. */
sealed interface Command {

    /**
     * Run a job.
     *
     * @param options as given, checked
     * @param passedThrough arguments that are Spring Boot's own, untouched
     */
    record Run(JobName job, Map<Option, String> options, List<String> passedThrough) implements Command {

        public Run {
            options = Map.copyOf(options);
            passedThrough = List.copyOf(passedThrough);
        }

        /** The arguments for {@code SpringApplication}: each option is the property {@code extractor.NAME}. */
        List<String> springArguments() {
            return Stream.concat(
                            Stream.of("--" + CommandLineParser.JOB + "=" + job.batchName()),
                            Command.springArguments(options, passedThrough))
                    .toList();
        }
    }

    /**
     * Say where every run and artifact stands.
     *
     * @param json for programs rather than for people
     * @param springArguments the arguments for {@code SpringApplication}
     */
    record Status(boolean json, List<String> springArguments) implements Command {

        public Status {
            springArguments = List.copyOf(springArguments);
        }
    }

    /** Print this and exit 0. */
    record Help(String text) implements Command {}

    /** Print this and exit 0. */
    record Version(String text) implements Command {}

    /** Print this to standard error and exit 2. */
    record Usage(String message) implements Command {}

    /** In the order of the table of options, then what is Boot's. */
    static Stream<String> springArguments(Map<Option, String> options, List<String> passedThrough) {
        return Stream.concat(
                options.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(given -> "--" + given.getKey().property() + "=" + literally(given.getValue())),
                passedThrough.stream());
    }

    /** Spring would replace <code>${…}</code>; what the user typed is meant as typed. */
    private static String literally(String value) {
        return value.replace("${", "\\${");
    }
}
