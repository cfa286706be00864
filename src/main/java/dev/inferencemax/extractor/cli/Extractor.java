package dev.inferencemax.extractor.cli;

import java.io.PrintStream;

/** From what the user typed to the exit code. Help and version are answered without starting anything. */
public final class Extractor {

    private final Class<?> application;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    /**
     * Prepares the command line of an application.
     *
     * @param application what is started when a command needs it
     */
    public Extractor(Class<?> application) {
        this.application = application;
    }

    /** Does what the arguments say; returns the exit code. */
    public int run(String... arguments) {
        return answer(new CommandLineParser().parse(arguments)).code();
    }

    private ExitCode answer(Command command) {
        if (command instanceof Command.Help help) {
            out.print(help.text());
            return ExitCode.DONE;
        }
        if (command instanceof Command.Version version) {
            out.println(version.text());
            return ExitCode.DONE;
        }
        if (command instanceof Command.Usage usage) {
            err.println(usage.message());
            return ExitCode.USAGE;
        }
        return command instanceof Command.Status status
                ? new StatusCommand(application, out, err).run(status)
                : new JobCommand(application, out, err).run((Command.Run) command);
    }
}
