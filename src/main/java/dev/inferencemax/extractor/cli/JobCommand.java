package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.JobEnd;
import dev.inferencemax.extractor.job.JobLaunch;
import dev.inferencemax.extractor.job.StatusReports;
import dev.inferencemax.extractor.ledger.DatabaseLock;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs a job: takes the state, starts the application, and says what came of it. */
final class JobCommand {

    /** Asks for stack traces. */
    private static final List<String> DEVELOPERS = List.of("--debug", "--trace");

    private final Class<?> application;
    private final PrintStream out;
    private final PrintStream err;

    JobCommand(Class<?> application, PrintStream out, PrintStream err) {
        this.application = application;
        this.out = out;
        this.err = err;
    }

    ExitCode run(Command.Run command) {
        String job = command.job().batchName();
        try (StateOfCommand state = new StateOfCommand(job);
                ConfigurableApplicationContext context = start(state, command)) {
            Holder me = Holder.me(job, Instant.now());
            context.getBean(DatabaseLock.class).take(me.toString()).ifPresent(other -> {
                throw new StateHeld("Another run holds the state in the database: " + other + ".");
            });
            StatusReports reports = context.getBean(StatusReports.class);
            try (StatusFile status = new StatusFile(state.files(), me, reports)) {
                status.start();
                return say(context.getBean(JobLaunch.class).launch(job), state.files(), command);
            }
        } catch (RuntimeException e) {
            return failed(e, command);
        }
    }

    private ConfigurableApplicationContext start(StateOfCommand state, Command.Run command) {
        SpringApplication spring = new SpringApplication(application);
        spring.setLazyInitialization(true); // a job pays for what it uses
        spring.addListeners(state);
        return spring.run(command.springArguments().toArray(String[]::new));
    }

    private ExitCode say(JobEnd end, StateFiles state, Command.Run command) {
        if (end instanceof JobEnd.Done done) {
            done.lines().forEach(out::println);
            return done.openLosses() > 0 ? ExitCode.LOST : ExitCode.DONE;
        }
        if (end instanceof JobEnd.NotNow notNow) {
            notNow.lines().forEach(out::println);
            err.println(notNow.message());
            return ExitCode.NOT_NOW;
        }
        if (end instanceof JobEnd.Refused refused) {
            err.println(refused.message());
            return ExitCode.USAGE;
        }
        return failed(StateUnwritable.explained(((JobEnd.Failed) end).cause(), state), command);
    }

    private ExitCode failed(Throwable cause, Command.Run command) {
        FailureMessages.Failure failure = FailureMessages.of(cause);
        if (command.springArguments().stream().anyMatch(DEVELOPERS::contains)) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            err.print(Secrets.mask(trace.toString()));
        }
        err.println(failure.message());
        return failure.exitCode();
    }
}
