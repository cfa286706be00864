package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.github.HurriedClock;
import dev.inferencemax.extractor.github.HurriedGitHub;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleGitHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's table of what goes wrong: each of its messages is provoked here, and none is provoked that it lacks. */
class WhenSomethingGoesWrongTest {

    private static final Pattern ROW = Pattern.compile("\\| `([^|]+)` \\| ([0-9]+) \\|[^|]+\\|[^|]+\\|");
    private static final long RUN = 18984029536L;
    private static final int PACE = 100;

    @TempDir
    private Path directory;

    private Workplace work;
    private Instant since;
    private SampleGitHub github;

    @BeforeEach
    void open() {
        since = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        github = SampleGitHub.start(new HurriedClock(since, PACE));
        github.repository()
                .run(RUN)
                .has(aResult().conc(1).artifact(), aResult().conc(2).artifact());
        work = new Workplace(directory.resolve("work"));
        System.setProperty("GITHUB_TOKEN", Workplace.TOKEN);
    }

    @AfterEach
    void close() {
        System.clearProperty("GITHUB_TOKEN");
        github.close();
    }

    private Ended backfill(String... more) {
        List<String> arguments = new ArrayList<>(List.of(Workplace.backfill(github, more)));
        arguments.addAll(HurriedGitHub.arguments(since, PACE));
        return InThisProcess.run(work, arguments);
    }

    private interface Provocation {
        Ended of(WhenSomethingGoesWrongTest test) throws IOException;
    }

    /** Message as the README has it, exit code, and how one comes to see it. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Trouble {
        UNKNOWN_OPTION("Unknown option …", 2, test -> test.backfill("--date-rnage=2025-10")),
        NO_TOKEN("No GitHub token", 2, test -> {
            System.clearProperty("GITHUB_TOKEN");
            return test.backfill();
        }),
        BAD_TOKEN("GitHub refused the token … (401", 2, test -> {
            test.github.requireToken("another");
            return test.backfill();
        }),
        NO_REPOSITORY("GitHub knows no such repository", 2, test -> test.backfill("--repo=nobody/nothing")),
        RATE_LIMIT("GitHub's rate limit: … longer than --max-wait=… allows", 75, test -> {
            test.github.budget(2, Duration.ofHours(1));
            return test.backfill("--max-wait=1s");
        }),
        NO_ANSWER("GitHub does not answer usefully", 75, test -> {
            test.github.on(Endpoint.RUNS).always(Fault.serverError(502));
            return test.backfill();
        }),
        POSTPONED("Published without … artifacts that could not be had this time", 75, test -> {
            test.github.on(Endpoint.BLOB).times(1, Fault.none()).always(Fault.serverError(502));
            return test.backfill("--concurrency=1");
        }),
        DEADLINE("The deadline was reached: --max-duration=…", 75, test -> test.backfill("--max-duration=0s")),
        HELD("Another run holds the state", 75, test -> {
            CompletableFuture<Ended> second = new CompletableFuture<>();
            test.github.on(Endpoint.ZIP).answers(Fault.meanwhile(() -> second.complete(test.backfill())));
            test.backfill();
            return second.join();
        }),
        LOST("Lost … see losses.csv", 3, test -> {
            test.github.repository().run(RUN).has(aResult().conc(3).artifact().expired());
            return test.backfill();
        }),
        REJECTED("Rejected … see rejected.csv", 0, test -> {
            test.github
                    .repository()
                    .run(RUN)
                    .has(anArtifact(aResult().conc(3).artifactName()).zip(new byte[] {1, 2, 3}));
            return test.backfill();
        }),
        ARCHIVE("The raw archive … cannot be written: …", 1, test -> {
            Files.createDirectories(test.work.path("raw"));
            Files.createFile(test.work.path("raw/run_" + RUN));
            return test.backfill();
        }),
        ARCHIVE_FULL("The raw archive … the disk is full … are still to be downloaded", 1, test -> {
            try (SmallDisk disk = SmallDisk.mountedAt(test.work.path("raw"), 1)) {
                test.github.on(Endpoint.ZIP).answers(Fault.meanwhile(() -> disk.fillUpTo(0)));
                return test.backfill();
            }
        }),
        OUTPUT("Cannot write … --output-dir", 1, test -> {
            Files.createDirectories(test.work.path("out/history.csv/in its place"));
            return test.backfill();
        }),
        NO_STORE("--raw-dir=s3://…: the store does not answer", 2, test -> {
            Map<String, String> nobodyThere = Map.of(
                    "aws.endpointUrlS3", "http://127.0.0.1:1", "aws.accessKeyId", "any", "aws.secretAccessKey", "any");
            nobodyThere.forEach(System::setProperty);
            try {
                return test.backfill("--raw-dir=s3://benchmarks/raw");
            } finally {
                nobodyThere.keySet().forEach(System::clearProperty);
            }
        }),
        NO_DATABASE(
                "Cannot reach the database",
                1,
                test -> test.backfill("--spring.datasource.url=jdbc:postgresql://localhost:1/nothing")),
        DAMAGED_STATE("The state cannot be read: its file is damaged", 1, test -> {
            Files.createDirectories(test.work.path("state"));
            Files.writeString(test.work.path("state/extractor.mv.db"), "no database at all ".repeat(1000));
            return test.backfill();
        });

        private final String message;
        private final int exitCode;
        private final Provocation provocation;

        Trouble(String message, int exitCode, Provocation provocation) {
            this.message = message;
            this.exitCode = exitCode;
            this.provocation = provocation;
        }

        private String row() {
            return message + " | " + exitCode;
        }

        private Pattern pattern() {
            return Pattern.compile(
                    Stream.of(message.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        }
    }

    @Test
    void everyRowOfTheReadmeIsProvokedHereAndTheOtherWayRound() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("README.md"), StandardCharsets.UTF_8).stream()
                .dropWhile(line -> !line.equals("## When something goes wrong"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(WhenSomethingGoesWrongTest::row)
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Trouble.values()).map(Trouble::row).toList());
    }

    private static String row(String line) {
        Matcher row = ROW.matcher(line);
        return row.matches() ? row.group(1) + " | " + row.group(2) : "not four cells: " + line;
    }

    @ParameterizedTest
    @EnumSource
    void itIsSaidInTheseWordsWithThisExitCode(Trouble trouble) throws IOException {
        Ended ended = trouble.provocation.of(this);

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(trouble.exitCode);
        assertThat(ended.said()).containsPattern(trouble.pattern());
    }

    @Test
    void whatExpiresWithinSevenDaysAndIsNotYetHadIsSaidAtTheEndAndByTheStatus() {
        github.repository().run(RUN).created(Instant.now()); // far from its end
        github.repository()
                .run(RUN + 1)
                .created(Instant.now().minus(Duration.ofDays(85)))
                .has(aResult().conc(3).artifact());
        github.on(Endpoint.BLOB).always(Fault.serverError(502));

        Ended ended = backfill();
        Ended status = work.run("--status"); // it silences the log of its process

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(75);
        assertThat(ended.out()).contains("Expiring        1 not yet had are gone within 7 days");
        assertThat(status.out()).contains("Expiring      1 not yet had are gone within 7 days");
    }

    @Test
    void theStackTraceThatDebugShowsIsTheCausesAndKeepsPasswords() {
        Workplace work = new Workplace(directory.resolve("debug"));

        Ended failed = work.here(
                "--spring.batch.job.name=rebuild",
                "--spring.datasource.url=jdbc:postgresql://ana:sesame@127.0.0.1:1/none",
                "--debug");

        assertThat(failed.exitCode()).as(failed.said()).isNotZero();
        assertThat(failed.err()).contains("\tat ", "Caused by: ").doesNotContain("sesame");
    }
}
