package dev.inferencemax.extractor.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves code to the quick one of Java's two compilers. The thorough one takes half of two cores until long after the start,
 * for code that is hardly run again. Whoever gives Java an option about its compilers, such as
 * {@code -XX:+TieredCompilation}, has it as it was.
 */
final class FirstCompiler {

    private static final Logger log = LoggerFactory.getLogger(FirstCompiler.class);

    private static final String NONE_FOR_THE_SECOND = "[{match: \"*.*\", c2: {Exclude: true}}]";

    private static final Pattern ABOUT_COMPILERS = Pattern.compile("-X(int|comp)|-XX:.*(Tiered|Compil).*");

    private final boolean alone;

    private FirstCompiler(boolean alone) {
        this.alone = alone;
    }

    /** From now on, unless Java was told otherwise when it was started. */
    static FirstCompiler only() {
        return only(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static FirstCompiler only(List<String> toldJava) {
        return new FirstCompiler(toldJava.stream()
                        .noneMatch(option -> ABOUT_COMPILERS.matcher(option).matches())
                && directed());
    }

    private static boolean directed() {
        try {
            direct(NONE_FOR_THE_SECOND);
            return true;
        } catch (JMException | IOException | RuntimeException notThisJava) {
            log.debug("This Java keeps both compilers", notThisJava);
            return false;
        }
    }

    /** What becomes hot from now on is for both: there is much to compute. */
    void noLongerAlone() {
        if (alone) {
            try {
                diagnostic("compilerDirectivesRemove", null, null);
            } catch (JMException | RuntimeException notNow) {
                log.debug("This Java keeps to its first compiler", notNow);
            }
        }
    }

    /** As {@code jcmd PID Compiler.directives_add FILE} would. */
    private static void direct(String directives) throws IOException, JMException {
        Path file = Files.createTempFile("compilers", ".json");
        try {
            Files.writeString(file, directives);
            diagnostic(
                    "compilerDirectivesAdd",
                    new Object[] {new String[] {'"' + file.toString() + '"'}},
                    new String[] {String[].class.getName()});
        } finally {
            Files.delete(file);
        }
    }

    private static void diagnostic(String command, Object @Nullable [] arguments, String @Nullable [] types)
            throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), command, arguments, types);
    }
}
