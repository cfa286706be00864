package dev.inferencemax.extractor.cli;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** What a command says at its end: plain lines for people; events of the log where that is written for programs. */
final class Voice implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Logger log = LoggerFactory.getLogger(Extractor.class);

    private final PrintStream out;
    private final PrintStream err;
    private boolean forPrograms;
    private @Nullable Environment environment;

    Voice(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        environment = event.getEnvironment();
        forPrograms = event.getEnvironment().containsProperty("logging.structured.format.console");
    }

    /** What is configured; null: that was never known. */
    @Nullable Environment environment() {
        return environment;
    }

    void say(List<String> lines) {
        lines.forEach(forPrograms ? log::info : out::println);
    }

    void complain(String message) {
        if (forPrograms) {
            log.error(message);
        } else {
            err.println(message);
        }
    }

    /** For developers only, who asked for it. */
    void trace(String stackTrace) {
        err.print(stackTrace);
    }
}
