package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.StatusReport;
import dev.inferencemax.extractor.job.StatusReports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Says where every run and artifact stands; starts no job. */
final class StatusCommand {

    private static final StatusReport NOTHING_YET = new StatusReport(0, Map.of(), 0, 0, 0, null, null);

    private final Class<?> application;
    private final PrintStream out;
    private final PrintStream err;

    StatusCommand(Class<?> application, PrintStream out, PrintStream err) {
        this.application = application;
        this.out = out;
        this.err = err;
    }

    ExitCode run(Command.Status command) {
        try (StateOfCommand state = new StateOfCommand("status")) {
            return state(state, command);
        } catch (RuntimeException e) {
            FailureMessages.Failure failure = FailureMessages.of(e);
            err.println(failure.message());
            return failure.exitCode();
        }
    }

    private ExitCode state(StateOfCommand state, Command.Status command) {
        SpringApplication spring = new SpringApplication(application);
        spring.setLazyInitialization(true);
        spring.addListeners(state);
        try (ConfigurableApplicationContext context = spring.run(quiet(command).toArray(String[]::new))) {
            StatusReport report = context.getBean(StatusReports.class).now();
            print(StatusText.json(state.files().base().toString(), null, report, Instant.now()), command);
            return report.openLosses() > 0 ? ExitCode.LOST : ExitCode.DONE;
        } catch (StateHeld held) {
            return held(state, held, command);
        }
    }

    /** What is asked for is all that is printed: a line of the log would break the JSON. */
    private static List<String> quiet(Command.Status command) {
        return Stream.concat(Stream.of("--logging.threshold.console=OFF"), command.springArguments().stream())
                .toList();
    }

    /** The holder says every few seconds where it stands. */
    private ExitCode held(StateOfCommand state, StateHeld held, Command.Status command) {
        try {
            print(Files.readString(state.files().status()), command);
        } catch (IOException e) {
            print(
                    StatusText.json(
                            state.files().base().toString(),
                            StateLock.holder(state.files()).orElse(null),
                            NOTHING_YET,
                            Instant.now()),
                    command);
            err.println(held.getMessage() + " It has not said yet where it stands.");
        }
        return ExitCode.NOT_NOW;
    }

    private void print(String json, Command.Status command) {
        out.print(command.json() ? json : StatusText.plain(json));
    }
}
