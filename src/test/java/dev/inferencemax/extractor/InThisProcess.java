package dev.inferencemax.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.cli.Extractor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The application from its command line to its exit code, without a process of its own: for what does not depend on one,
 * in a third of the time. One at a time, since standard output is the process's.
 */
final class InThisProcess {

    private InThisProcess() {}

    /** A job. */
    static Ended run(Workplace work, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        unlessGiven("--raw-dir", work.path("raw"), all);
        unlessGiven("--output-dir", work.path("out"), all);
        return command(work, all);
    }

    private static void unlessGiven(String option, Path value, List<String> arguments) {
        if (arguments.stream().noneMatch(argument -> argument.startsWith(option + "="))) {
            arguments.add(option + "=" + value);
        }
    }

    /** Any command that has a state. */
    static Ended command(Workplace work, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--state=" + work.path("state/extractor"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(said, true, UTF_8));
        System.setErr(new PrintStream(complained, true, UTF_8));
        try {
            int exitCode = new Extractor(ExtractorApplication.class).run(all.toArray(String[]::new));
            return new Ended(exitCode, said.toString(UTF_8), complained.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            // an application that did not come as far as its log has silenced that of this process
            LoggingSystem.get(InThisProcess.class.getClassLoader()).cleanUp();
        }
    }
}
