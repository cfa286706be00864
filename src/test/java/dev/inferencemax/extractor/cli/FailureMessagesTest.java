package dev.inferencemax.extractor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inferencemax.extractor.job.CommandRefused;
import dev.inferencemax.extractor.job.DateRange;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

class FailureMessagesTest {

    @TempDir
    Path folder;

    private static FailureMessages.Failure failure(ExitCode exitCode, String message) {
        return new FailureMessages.Failure(exitCode, message);
    }

    @Test
    void aWrongUsageIsSaidAsItIs() {
        assertThat(FailureMessages.of(new UsageException("--x=y is not z. Give z.")))
                .isEqualTo(failure(ExitCode.USAGE, "--x=y is not z. Give z."));
        assertThat(FailureMessages.of(new IllegalStateException("outer", new CommandRefused("No such thing."))))
                .isEqualTo(failure(ExitCode.USAGE, "No such thing."));
    }

    @Test
    void aStateThatAnotherRunHoldsIsNotNow() {
        assertThat(FailureMessages.of(new StateHeld("Another run holds the state.")))
                .isEqualTo(failure(ExitCode.NOT_NOW, "Another run holds the state."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            extractor.date-range  | 2025-13 | extractor.date-range=2025-13 is not a range of UTC days (no month 13). Give FROM..TO, e.g. 2025-10-07..2025-10-31. It was set by "extractor.date-range" from property source "commandLineArgs".
            extractor.concurrency | abc     | extractor.concurrency=abc is not a whole number from 1 to 64. It was set by "extractor.concurrency" from property source "commandLineArgs".
            extractor.concurrency | 0       | extractor.concurrency=0 is not a whole number from 1 to 64.
            extractor.max-wait    | soon    | extractor.max-wait=soon is not a duration. Give a number with a unit, e.g. 90s, 65m or 2h, or PT1H. It was set by "extractor.max-wait" from property source "commandLineArgs".
            extractor.runs        | 1,x     | extractor.runs=x is not a run id. Give positive whole numbers, e.g. 18984029536. It was set by "extractor.runs" from property source "commandLineArgs".
            extractor.page-size   | 0       | extractor.page-size=0 must be greater than or equal to 1.
            logging.level.root    | LOUD    | logging.level.root=LOUD is not readable (No enum constant org.springframework.boot.logging.LogLevel.LOUD). It was set by "logging.level.root" from property source "commandLineArgs".
            spring.config.location | gone/  | Config data location 'gone/' cannot be found
            """)
    void aPropertyThatCameBesidesTheCommandLineIsNamedWithItsValue(String name, String value, String message) {
        assertThat(FailureMessages.of(startFailure("--" + name + "=" + value)))
                .isEqualTo(failure(ExitCode.USAGE, message));
    }

    @Test
    void aSettingThatItsModuleRefusesIsSaidInThatModulesWords() {
        assertThat(FailureMessages.of(startFailure("--extractor.page-size=13")))
                .isEqualTo(failure(ExitCode.USAGE, "--page-size=13 is unlucky. Give another."));
        assertThat(FailureMessages.of(new BeanCreationException("client", "no", new Refusal("The token is none."))))
                .isEqualTo(failure(ExitCode.USAGE, "The token is none."));
        assertThat(FailureMessages.of(new IllegalStateException(new Refusal("Cannot write out."))))
                .isEqualTo(failure(ExitCode.FAILED, "Cannot write out."));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void bootDoesNotReportTheSameInItsOwnWordsUnlessAskedTo(CapturedOutput output) {
        startFailure("--extractor.max-wait=soon", "--logging.level.org.springframework.context=error");
        assertThat(output).doesNotContain("soon");

        startFailure("--extractor.max-wait=soon", "--debug");
        assertThat(output).contains("APPLICATION FAILED TO START").contains("soon");
    }

    @Test
    void theValueOfASecretPropertyIsNotRepeated() {
        assertThat(FailureMessages.of(startFailure("--extractor.secret-age=sesame")))
                .extracting(FailureMessages.Failure::message)
                .asString()
                .startsWith("extractor.secret-age is not readable")
                .doesNotContain("sesame");
    }

    @Test
    void aDatabaseThatAnotherProcessHasOpenIsNotNow() throws IOException {
        Path database = folder.resolve("extractor");
        try (FileChannel other = FileChannel.open(
                folder.resolve("extractor.mv.db"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();

            assertThat(FailureMessages.of(new IllegalStateException(connecting("jdbc:h2:file:" + database))))
                    .isEqualTo(failure(
                            ExitCode.NOT_NOW,
                            "The state is held by another run (%s). Wait until it ends: the same command goes on then."
                                    .formatted(database)));
        }
    }

    @Test
    void aStateThatCannotBeCreatedIsNamedWithItsRemedy() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(FailureMessages.of(connecting("jdbc:h2:file:" + file + "/extractor;TRACE_LEVEL_FILE=0")))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(failure.message())
                            .startsWith("Cannot create or read the state (" + file)
                            .endsWith("or choose another --state.");
                });
    }

    @Test
    void aDamagedStateIsSaidToBeOne() throws IOException {
        Path database = folder.resolve("extractor");
        Files.writeString(folder.resolve("extractor.mv.db"), "no database at all ".repeat(1000));

        assertThat(FailureMessages.of(connecting("jdbc:h2:file:" + database))).satisfies(failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(failure.message())
                    .startsWith("The state cannot be read: its file is damaged (" + database)
                    .contains("--spring.batch.job.name=import --archive=raw");
        });
    }

    @Test
    void aDatabaseServerThatIsAwayIsFailedAndOneThatRefusesUsIsUsage() {
        assertThat(FailureMessages.of(connecting("jdbc:postgresql://localhost:1/x")))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(failure.message())
                            .startsWith("Cannot reach the database (Connection to localhost:1 refused")
                            .endsWith("the same command goes on then.");
                });
        assertThat(FailureMessages.of(new SQLException("FATAL: password authentication failed for user \"x\"", "28P01"))
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theEnvironmentsFaultsAreNamedWithARemedy() {
        assertThat(FailureMessages.of(new UncheckedIOException(new IOException("out/x: No space left on device"))))
                .isEqualTo(failure(
                        ExitCode.FAILED,
                        "The disk is full (out/x: No space left on device). Free some space."
                                + " The same command goes on from here."));
        assertThat(FailureMessages.of(new UncheckedIOException(new AccessDeniedException("/out"))))
                .isEqualTo(failure(
                        ExitCode.FAILED,
                        "Permission denied: /out. Make it writable. The same command goes on from here."));
        assertThat(FailureMessages.of(new UncheckedIOException(new UnknownHostException("api.example")))
                        .message())
                .startsWith("No such host: api.example. Check the network");
        assertThat(FailureMessages.of(new OutOfMemoryError("Java heap space")).message())
                .startsWith("Out of memory. Give the process more");
    }

    @Test
    void whatNobodyExpectedIsSaidInOneLineOfItsRootCause() {
        Throwable thrown = new IllegalStateException("outer", new ArithmeticException("by\n zero\n\tat Some.code"));

        assertThat(FailureMessages.of(thrown))
                .isEqualTo(
                        failure(
                                ExitCode.FAILED,
                                "unexpected: ArithmeticException: by zero at Some.code; run again with --debug for the stack trace"));
        assertThat(FailureMessages.of(new NullPointerException()).message())
                .isEqualTo("unexpected: NullPointerException; run again with --debug for the stack trace");
        assertThat(FailureMessages.of(new IllegalStateException("x".repeat(10_000)))
                        .message())
                .hasSizeLessThan(500);
    }

    @Test
    void noMessageTellsATokenAndACircleOfCausesEnds() {
        RuntimeException one = new RuntimeException("https://me:pw@host ghp_0123456789");
        one.initCause(new RuntimeException("two ghp_0123456789", one));

        assertThat(FailureMessages.of(one).message()).contains("two ***").doesNotContain("0123456789");
    }

    private static Throwable connecting(String url) {
        return catchThrowable(() -> DriverManager.getConnection(url, "sa", "").close());
    }

    /** What a real start of Spring Boot fails with. */
    private static Throwable startFailure(String... arguments) {
        SpringApplication application = new SpringApplication(Settings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setBannerMode(Banner.Mode.OFF);
        return catchThrowable(() -> application.run(arguments).close());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SomeProperties.class)
    static class Settings {

        @Bean
        String used(SomeProperties properties) {
            return properties.toString();
        }
    }

    @Validated
    @ConfigurationProperties("extractor")
    record SomeProperties(
            @Nullable DateRange dateRange,
            @Min(1) @Nullable Integer concurrency,
            @Nullable Duration maxWait,
            @Nullable List<Long> runs,
            @Nullable Integer secretAge,
            @Min(1) @Nullable Integer pageSize) {

        SomeProperties {
            if (pageSize != null && pageSize == 13) {
                throw new Refusal("--page-size=13 is unlucky. Give another.");
            }
        }
    }

    /** As the modules below have them. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }
}
