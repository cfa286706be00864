package dev.inferencemax.extractor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Help, version and refusals come at once: what they need loads where there is no Spring at all. */
class WithoutSpringTest {

    @ParameterizedTest
    @CsvSource({"--help, Help", "--version, Version", "--xyzzy, Usage", "--date-range=2025-13, Usage", "--refresh, Run"
    })
    void aCommandLineIsUnderstood(String argument, String answer) throws IOException, ReflectiveOperationException {
        URL[] own = {codeOf(CommandLineParser.class), codeOf(CommandLine.class)};
        try (URLClassLoader classes = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> classes.loadClass("org.springframework.boot.SpringApplication"));

            Class<?> parser = classes.loadClass(CommandLineParser.class.getName());
            Constructor<?> constructor = parser.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method parse = parser.getDeclaredMethod("parse", String[].class);
            parse.setAccessible(true);
            Object command = parse.invoke(constructor.newInstance(), (Object) new String[] {argument});

            assertThat(command.getClass().getSimpleName()).isEqualTo(answer);
        }
    }

    private static URL codeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
