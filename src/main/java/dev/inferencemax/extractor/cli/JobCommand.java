package dev.inferencemax.extractor.cli;

import dev.inferencemax.extractor.job.JobEnd;
import dev.inferencemax.extractor.job.JobLaunch;
import dev.inferencemax.extractor.job.StatusReports;
import dev.inferencemax.extractor.ledger.ArtifactLedger;
import dev.inferencemax.extractor.ledger.ArtifactState;
import dev.inferencemax.extractor.ledger.DatabaseLock;
import dev.inferencemax.extractor.telemetry.RunEnd;
import dev.inferencemax.extractor.telemetry.Telemetry;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs a job: takes the state, starts the application, and says what came of it. */
final class JobCommand {

    /** Asks for stack traces. */
    private static final List<String> DEVELOPERS = List.of("--debug", "--trace");

    /** With so many artifacts a job has so much to compute that it is worth what the second compiler takes. */
    private static final long MUCH = 50_000;

    private final Class<?> application;
    private final Voice voice;

    JobCommand(Class<?> application, PrintStream out, PrintStream err) {
        this.application = application;
        this.voice = new Voice(out, err);
    }

    ExitCode run(Command.Run command) {
        Instant began = Instant.now();
        FirstCompiler compiler = FirstCompiler.only();
        String job = command.job().batchName();
        MDC.put("job", job);
        try (StateOfCommand state = new StateOfCommand(job);
                ConfigurableApplicationContext context = start(state, command)) {
            if (state.role() == Role.WORKER) {
                JobEnd end = context.getBean(JobLaunch.class).help();
                return said(end, state.files(), command).exitCode();
            }
            Holder me = Holder.me(job, began);
            context.getBean(DatabaseLock.class).take(me.toString()).ifPresent(other -> {
                throw new StateHeld("Another run holds the state in the database: " + other + ".");
            });
            Telemetry telemetry = context.getBean(Telemetry.class);
            try (StatusFile status = new StatusFile(state.files(), me, context.getBean(StatusReports.class))) {
                status.start();
                if (context.getBean(ArtifactLedger.class).count(ArtifactState.PARSED) > MUCH) {
                    compiler.noLongerAlone();
                }
                JobEnd end = context.getBean(JobLaunch.class).launch(job);
                Said said = said(end, state.files(), command);
                if (!context.getEnvironment().getProperty("extractor.dry-run", Boolean.class, false)) {
                    telemetry.ended(end(job, said, began));
                }
                return said.exitCode();
            }
        } catch (RuntimeException e) {
            Said said = failed(e, command);
            if (said.exitCode() != ExitCode.NOT_NOW) {
                Telemetry.neverBegan(end(job, said, began), voice.environment());
            }
            return said.exitCode();
        } finally {
            MDC.remove("job");
        }
    }

    private static RunEnd end(String job, Said said, Instant began) {
        Duration took = Duration.between(began, Instant.now());
        return new RunEnd(job, said.exitCode().code(), said.published(), said.message(), took);
    }

    private ConfigurableApplicationContext start(StateOfCommand state, Command.Run command) {
        SpringApplication spring = new SpringApplication(application);
        spring.setLazyInitialization(true); // a job pays for what it uses
        spring.addListeners(state, voice);
        return spring.run(command.springArguments().toArray(String[]::new));
    }

    /** What was said of a run at its end. */
    private record Said(ExitCode exitCode, boolean published, String message) {}

    private Said said(JobEnd end, StateFiles state, Command.Run command) {
        if (end instanceof JobEnd.Done done) {
            voice.say(done.lines());
            return new Said(done.openLosses() > 0 ? ExitCode.LOST : ExitCode.DONE, true, "");
        }
        if (end instanceof JobEnd.NotNow notNow) {
            voice.say(notNow.lines());
            return complained(ExitCode.NOT_NOW, !notNow.lines().isEmpty(), notNow.message());
        }
        if (end instanceof JobEnd.Refused refused) {
            return complained(ExitCode.USAGE, false, refused.message());
        }
        return failed(StateUnwritable.explained(((JobEnd.Failed) end).cause(), state), command);
    }

    private Said failed(Throwable cause, Command.Run command) {
        FailureMessages.Failure failure = FailureMessages.of(cause);
        if (command.springArguments().stream().anyMatch(DEVELOPERS::contains)) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            voice.trace(Secrets.mask(trace.toString()));
        }
        return complained(failure.exitCode(), false, failure.message());
    }

    private Said complained(ExitCode exitCode, boolean published, String message) {
        voice.complain(message);
        return new Said(exitCode, published, message);
    }
}
