package dev.inferencemax.extractor.cli;

import java.io.PrintStream;

/** From what the user typed to the exit code. Help and version are answered without starting anything. */
public final class Extractor {

    private final PrintStream out;
    private final PrintStream err;

    private Extractor(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static int run(String... arguments) {
        return new Extractor(System.out, System.err)
                .answer(new CommandLineParser().parse(arguments))
                .code();
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
                ? new StatusCommand(out, err).run(status)
                : new JobCommand(out, err).run((Command.Run) command);
    }
}
