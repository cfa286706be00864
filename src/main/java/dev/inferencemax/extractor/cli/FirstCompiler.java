package dev.inferencemax.extractor.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves all code to the quick one of Java's two compilers. A job waits for the network and is soon over: the thorough one
 * takes half of two cores until long after the start, for code that is hardly run again. Whoever gives Java an option about
 * its compilers, such as {@code -XX:+TieredCompilation}, has it as it was.
 */
final class FirstCompiler {

    private static final Logger log = LoggerFactory.getLogger(FirstCompiler.class);

    private static final String NONE_FOR_THE_SECOND = "[{match: \"*.*\", c2: {Exclude: true}}]";

    private static final Pattern ABOUT_COMPILERS = Pattern.compile("-X(int|comp)|-XX:.*(Tiered|Compil).*");

    private FirstCompiler() {}

    /** From now on; what Java was told when it was started goes before. */
    static void only() {
        only(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static void only(List<String> toldJava) {
        if (toldJava.stream()
                .noneMatch(option -> ABOUT_COMPILERS.matcher(option).matches())) {
            try {
                direct(NONE_FOR_THE_SECOND);
            } catch (JMException | IOException | RuntimeException notThisJava) {
                log.debug("This Java keeps both compilers", notThisJava);
            }
        }
    }

    /** As {@code jcmd PID Compiler.directives_add FILE} would. */
    private static void direct(String directives) throws IOException, JMException {
        Path file = Files.createTempFile("compilers", ".json");
        try {
            Files.writeString(file, directives);
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "compilerDirectivesAdd",
                            new Object[] {new String[] {'"' + file.toString() + '"'}},
                            new String[] {String[].class.getName()});
        } finally {
            Files.delete(file);
        }
    }
}
