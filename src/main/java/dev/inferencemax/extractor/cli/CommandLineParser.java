package dev.inferencemax.extractor.cli;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * From the words of a command to what is asked for, checked. Knows the table of options and nothing of Spring, so that help
 * and refusals come at once.
 */
final class CommandLineParser {

    /** Spring Batch's own name for it. */
    static final String JOB = "spring.batch.job.name";

    private static final String JOB_OPTION = "--" + JOB;
    private static final String JOB_VARIABLE = "SPRING_BATCH_JOB_NAME";
    private static final String STATUS = "--status";
    private static final Pattern BOOTS_OWN =
            Pattern.compile("--(?:(?:spring|logging|management)\\..+|(?:debug|trace)(?:=.*)?)", Pattern.DOTALL);

    private final Map<String, String> environment;

    CommandLineParser() {
        this(System.getenv());
    }

    /**
     * A parser for a given surrounding.
     *
     * @param environment its variables: {@code EXTRACTOR_*} are options too
     */
    CommandLineParser(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Command parse(String... args) {
        List<String> words = List.of(args);
        if (isAskedFor(words, "--help", "-h")) {
            return new Command.Help(HelpText.now());
        }
        if (isAskedFor(words, "--version", "-V")) {
            return new Command.Version(VersionText.now());
        }
        try {
            return read(words);
        } catch (UsageException e) {
            return new Command.Usage(Secrets.mask(String.valueOf(e.getMessage())));
        }
    }

    /** Whatever else was typed: who asks for help may have typed it wrong. */
    private static boolean isAskedFor(List<String> words, String name, String shortName) {
        return words.stream().map(CommandLineParser::nameOf).anyMatch(Set.of(name, shortName)::contains);
    }

    private Command read(List<String> words) {
        Predicate<String> boots = word -> isBootsOwn(nameOf(word), word);
        List<String> passedThrough = words.stream().filter(boots).toList();
        List<String> ours = words.stream().filter(boots.negate()).toList();
        ours.forEach(CommandLineParser::refuseToken);

        ParseResult parsed = parsed(ours);
        Map<Option, String> given = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            if (parsed.hasMatchedOption(option.flagName())) {
                given.put(option, parsed.matchedOptionValue(option.flagName(), ""));
            }
        }
        return isOn(parsed) ? status(parsed, given, passedThrough) : run(parsed, given, passedThrough);
    }

    private Command run(ParseResult parsed, Map<Option, String> given, List<String> passedThrough) {
        JobName job = job(parsed);
        new Checks(environment).job(job, given);
        return new Command.Run(job, given, passedThrough);
    }

    private Command status(ParseResult parsed, Map<Option, String> given, List<String> passedThrough) {
        if (parsed.hasMatchedOption(JOB_OPTION)) {
            throw new UsageException(JOB_OPTION + " has no use with " + STATUS + ": it starts no job.");
        }
        new Checks(environment).status(given);
        boolean json = "json".equals(given.remove(Option.FORMAT));
        return new Command.Status(
                json, Command.springArguments(given, passedThrough).toList());
    }

    private static boolean isOn(ParseResult parsed) {
        String status = parsed.matchedOptionValue(STATUS, "false");
        if (!status.equals("true") && !status.equals("false")) {
            throw new UsageException(STATUS + "=" + status + " is neither true nor false. Give it no value.");
        }
        return status.equals("true");
    }

    /** As Spring would: the command, then the environment. */
    private JobName job(ParseResult parsed) {
        boolean typed = parsed.hasMatchedOption(JOB_OPTION);
        String name = typed
                ? parsed.matchedOptionValue(JOB_OPTION, "")
                : environment.getOrDefault(JOB_VARIABLE, JobName.BACKFILL.batchName());
        return JobName.of(name)
                .orElseThrow(() -> new UsageException("%s=%s is not a job. Give %s."
                        .formatted(
                                typed ? JOB_OPTION : JOB_VARIABLE,
                                name,
                                InWords.or(JobName.namesOf(List.of(JobName.values()))))));
    }

    /** Boot never complains of a property it does not know, so a misspelt job name would start the default job. */
    private static boolean isBootsOwn(String name, String word) {
        return BOOTS_OWN.matcher(word).matches() && NearestName.distance(name, JOB_OPTION) > 2;
    }

    private static void refuseToken(String word) {
        if (word.startsWith("-") && Secrets.isToken(nameOf(word))) {
            throw new UsageException(nameOf(word) + " is not an option: others on this machine can read a command line."
                    + " Set the environment variable " + (nameOf(word).contains("gcs") ? "GCS_TOKEN" : "GITHUB_TOKEN")
                    + " instead.");
        }
    }

    private static ParseResult parsed(List<String> ours) {
        try {
            return commandLine().parseArgs(ours.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw unknown(e.getUnmatched().get(0));
        } catch (OverwrittenOptionException e) {
            throw new UsageException(((OptionSpec) e.getOverwritten()).longestName() + " is given twice. Give it once"
                    + (e.getOverwritten().paramLabel().contains("[,...]") ? ", its values separated by commas." : "."));
        } catch (MissingParameterException e) {
            OptionSpec option = (OptionSpec) e.getMissing().get(0);
            throw new UsageException("%s needs a value. Give %s=%s."
                    .formatted(option.longestName(), option.longestName(), option.paramLabel()));
        } catch (ParameterException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static UsageException unknown(String word) {
        String name = nameOf(word);
        boolean option = name.startsWith("-");
        String meant = option ? name.replaceFirst("^--extractor\\.", "--") : "--" + name;
        return new UsageException((option ? "Unknown option " + name + "." : "Unexpected word '" + name + "'.")
                + NearestName.of(meant, names())
                        .map(near -> " Did you mean " + near + "?")
                        .orElse(option ? " See --help." : " Options begin with --, see --help."));
    }

    private static String nameOf(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }

    private static List<String> names() {
        return Stream.concat(
                        Stream.of("--help", "--version", STATUS, JOB_OPTION),
                        Arrays.stream(Option.values()).map(Option::flagName))
                .toList();
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create();
        spec.addOption(valued(JOB_OPTION, "JOB"));
        spec.addOption(flag(STATUS));
        for (Option option : Option.values()) {
            spec.addOption(option.isFlag() ? flag(option.flagName()) : valued(option.flagName(), option.placeholder()));
        }
        // words mean what they say: no @files, no -abc for -a -b -c
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setPosixClusteredShortOptionsAllowed(false);
    }

    private static OptionSpec valued(String name, String placeholder) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(placeholder)
                .build();
    }

    private static OptionSpec flag(String name) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("0..1")
                .fallbackValue("true")
                .build();
    }
}
