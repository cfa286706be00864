package dev.inferencemax.extractor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.FileSystemUtils;

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

    /**
     * What this process is then among others: {@code alone}, {@code manager} or {@code worker}.
     *
     * @throws UsageException when they do not go together
     */
    public static String role(Map<String, String> environment, List<String> arguments) {
        String[] words = started(environment, arguments).springArguments().toArray(String[]::new);
        StandardEnvironment surroundings = new StandardEnvironment();
        MutablePropertySources sources = surroundings.getPropertySources();
        String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        sources.replace(variables, new SystemEnvironmentPropertySource(variables, Map.copyOf(environment)));
        sources.addFirst(new SimpleCommandLinePropertySource(words));
        Shard.of(surroundings)
                .ifPresent(shard -> sources.addFirst(new MapPropertySource(Shard.PROPERTY, shard.properties())));
        return Role.of(surroundings).name().toLowerCase(Locale.ROOT);
    }

    private static Command.Run started(Map<String, String> environment, List<String> arguments) {
        Command command = parsed(environment, arguments);
        if (command instanceof Command.Run run) {
            return run;
        }
        throw new AssertionError(arguments + " with " + environment.keySet() + " is no job: " + command);
    }

    /** An archive must be there to be accepted; that of the other machine is stood in for by the smallest one. */
    private static Command parsed(Map<String, String> environment, List<String> arguments) {
        Path archive = null;
        try {
            archive = Files.createTempDirectory("archive-");
            Files.writeString(Files.createDirectory(archive.resolve("run_1")).resolve("agg_bmk.json"), "[]");
            String here = "--archive=" + archive;
            return new CommandLineParser(environment)
                    .parse(arguments.stream()
                            .map(argument -> argument.startsWith("--archive=") ? here : argument)
                            .toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            FileSystemUtils.deleteRecursively(archive == null ? null : archive.toFile());
        }
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
