package dev.inferencemax.extractor.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the command line makes of words and variables that stand in files beside the program: manifests, workflows. */
public final class TypedCommand {

    private TypedCommand() {}

    /**
     * The job they start.
     *
     * @throws AssertionError when they are refused, or start none
     */
    public static String job(Map<String, String> environment, List<String> arguments) {
        return started(environment, arguments).job().batchName();
    }

    /**
     * The value of an option, as given there.
     *
     * @throws AssertionError when it is not given, or the command is refused
     */
    public static String value(String option, Map<String, String> environment, List<String> arguments) {
        return started(environment, arguments).options().entrySet().stream()
                .filter(given -> given.getKey().flagName().equals(option))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(option + " is not among " + arguments));
    }

    private static Command.Run started(Map<String, String> environment, List<String> arguments) {
        Command command = new CommandLineParser(environment).parse(arguments.toArray(String[]::new));
        if (command instanceof Command.Run run) {
            return run;
        }
        throw new AssertionError(arguments + " with " + environment.keySet() + " is no job: " + command);
    }

    /** The variables that set options. */
    public static Set<String> variables() {
        return Arrays.stream(Option.values())
                .flatMap(option -> option.variables().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the contract calls them: {@code DONE}, {@code NOT_NOW}, … */
    public static int exitCode(String name) {
        return ExitCode.valueOf(name).code();
    }
}
