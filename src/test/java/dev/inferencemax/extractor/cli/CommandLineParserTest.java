package dev.inferencemax.extractor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

class CommandLineParserTest {

    private static final String JOB_IMPORT = "--spring.batch.job.name=import";

    @TempDir
    Path folder;

    private static Command parse(String... args) {
        return new CommandLineParser(Map.of()).parse(args);
    }

    private static String refusal(String... args) {
        return ((Command.Usage) parse(args)).message();
    }

    private static Command.Run run(String... args) {
        Command command = parse(args);
        assertThat(command).isInstanceOf(Command.Run.class);
        return (Command.Run) command;
    }

    @Test
    void nothingAtAllMeansABackfillWithItsDefaults() {
        assertThat(run()).isEqualTo(new Command.Run(JobName.BACKFILL, Map.of(), List.of()));
        assertThat(run().springArguments()).containsExactly("--spring.batch.job.name=backfill");
    }

    @Test
    void aValueFollowsAnEqualsSignOrABlank() {
        assertThat(run("--date-range=2025-10..", "--refresh", "--concurrency", "8"))
                .isEqualTo(run("--date-range", "2025-10..", "--concurrency=8", "--refresh=true"));
    }

    @Test
    void aFlagNeedsNoValueAndTakesTrueOrFalse() {
        assertThat(run("--refresh").options()).isEqualTo(Map.of(Option.REFRESH, "true"));
        assertThat(run("--refresh", "--dedup=full").options())
                .containsEntry(Option.REFRESH, "true")
                .containsEntry(Option.DEDUP, "full");
        assertThat(run("--refresh", "false").options()).isEqualTo(Map.of(Option.REFRESH, "false"));
    }

    @Test
    void whatIsSpringBootsPassesThroughUntouched() {
        Command.Run run = run(
                "--spring.datasource.url=jdbc:postgresql://db/x?a=b",
                "--refresh",
                "--logging.level.root=debug",
                "--management.x=y",
                "--debug",
                "--trace=true");

        assertThat(run.passedThrough())
                .containsExactly(
                        "--spring.datasource.url=jdbc:postgresql://db/x?a=b",
                        "--logging.level.root=debug",
                        "--management.x=y",
                        "--debug",
                        "--trace=true");
        assertThat(run.springArguments()).endsWith(run.passedThrough().toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --date-rang=2025-10             | Unknown option --date-rang. Did you mean --date-range?
            --date-rang 2025-10             | Unknown option --date-rang. Did you mean --date-range?
            --wrokflow=all                  | Unknown option --wrokflow. Did you mean --workflow?
            --workflows=all                 | Unknown option --workflows. Did you mean --workflow?
            --output=x                      | Unknown option --output. Did you mean --output-dir?
            --stat                          | Unknown option --stat. Did you mean --state?
            --extractor.repo=a/b            | Unknown option --extractor.repo. Did you mean --repo?
            --spring.batch.jobb.name=import | Unknown option --spring.batch.jobb.name. Did you mean --spring.batch.job.name?
            --xyzzy                         | Unknown option --xyzzy. See --help.
            -v                              | Unknown option -v. See --help.
            --schedule                      | Unknown option --schedule. See --help.
            --server.port=1                 | Unknown option --server.port. See --help.
            repo=a/b                        | Unexpected word 'repo'. Did you mean --repo?
            backfill                        | Unexpected word 'backfill'. Options begin with --, see --help.
            @file                           | Unexpected word '@file'. Options begin with --, see --help.
            -- x                            | Unexpected word 'x'. Options begin with --, see --help.
            """)
    void whatIsNoOptionIsNamedWithTheNearestThatIsOne(String line, String message) {
        assertThat(refusal(line.split(" ", -1))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --archive=x                                                   | --archive has no use in job backfill; it belongs to import and recover.
            --format=json                                                 | --format has no use in job backfill; it belongs to --status.
            --spring.batch.job.name=rebuild --refresh                     | --refresh has no use in job rebuild; it belongs to backfill.
            --spring.batch.job.name=rebuild --accept-losses               | --accept-losses has no use in job rebuild; it belongs to backfill, import and recover.
            --spring.batch.job.name=import --archive=/ --repo=a/b         | --repo has no use in job import; it belongs to backfill and recover.
            --status --repo=a/b                                           | --repo has no use with --status; it belongs to job backfill and recover.
            --status --output-dir=x                                       | --output-dir has no use with --status; it belongs to job backfill, import, rebuild and recover.
            --status --spring.batch.job.name=import                       | --spring.batch.job.name has no use with --status: it starts no job.
            --repo=a/b --repo=c/d                                         | --repo is given twice. Give it once, its values separated by commas.
            --state=a --state=b                                           | --state is given twice. Give it once.
            --refresh --refresh                                           | --refresh is given twice. Give it once.
            --repo                                                        | --repo needs a value. Give --repo=OWNER/NAME[,...].
            --branch --event=push                                         | --branch needs a value. Give --branch=NAME.
            --spring.batch.job.name=import                                | Job import needs something to import. Give --archive=DIR, --backup-dir=DIR or --git-history=REPO.
            --spring.batch.job.name=restore                               | --spring.batch.job.name=restore is not a job. Give backfill, import, rebuild or recover.
            --spring.batch.job.name=                                      | --spring.batch.job.name= is not a job. Give backfill, import, rebuild or recover.
            --runs=1 --workflow=all                                       | --runs and --workflow do not go together: --runs means just these runs. Leave one out.
            --runs=1 --date-range=2025-10                                 | --runs and --date-range do not go together: --runs means just these runs. Leave one out.
            --runs=1 --collect-recent=5                                   | --runs and --collect-recent do not go together: --runs means just these runs. Leave one out.
            --runs=1 --branch=main                                        | --runs and --branch do not go together: --runs means just these runs. Leave one out.
            --runs=1 --event=push                                         | --runs and --event do not go together: --runs means just these runs. Leave one out.
            """)
    void whatDoesNotFitTogetherIsRefused(String line, String message) {
        assertThat(refusal(line.split(" ", -1))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --repo=            | --repo= is not a repository. Give OWNER/NAME, e.g. InferenceMAX/InferenceMAX.
            --repo=foo         | --repo=foo is not a repository. Give OWNER/NAME, e.g. InferenceMAX/InferenceMAX.
            --repo=a/b,c       | --repo=c is not a repository. Give OWNER/NAME, e.g. InferenceMAX/InferenceMAX.
            --repo=a/b/c       | --repo=a/b/c is not a repository. Give OWNER/NAME, e.g. InferenceMAX/InferenceMAX.
            --repo=a/..        | --repo=a/.. is not a repository. Give OWNER/NAME, e.g. InferenceMAX/InferenceMAX.
            --workflow=sweep   | --workflow=sweep is not a workflow. Give its file name or id, e.g. run-sweep.yml, or all.
            --workflow=all,a.yml | --workflow=all,a.yml names all and more. Give all alone.
            --date-range=2025-13-01 | --date-range=2025-13-01 is not a range of UTC days (no month 13). Give FROM..TO, e.g. 2025-10-07..2025-10-31.
            --runs=1,-2        | --runs=-2 is not a run id. Give positive whole numbers, e.g. 18984029536.
            --runs=0           | --runs=0 is not a run id. Give positive whole numbers, e.g. 18984029536.
            --runs=1,,2        | --runs= is not a run id. Give positive whole numbers, e.g. 18984029536.
            --collect-recent=0 | --collect-recent=0 is not a whole number from 1 to 1,000,000.
            --branch=          | --branch= is not the name of a branch. Give e.g. main.
            --event=Push       | --event=Push is not the name of an event. Give e.g. push, schedule or workflow_dispatch.
            --model=           | --model= is not the key of a model. Give e.g. gptoss or dsr1, or all.
            --dedup=none       | --dedup=none is not known. Give full or current-script.
            --compare-at=12-09 | --compare-at=12-09 is not a day. Give e.g. 2025-12-09.
            --download=some    | --download=some is not known. Give auto, all or aggregated.
            --refresh=yes      | --refresh=yes is neither true nor false. Give it no value to switch it on.
            --status=maybe     | --status=maybe is neither true nor false. Give it no value.
            --raw-dir=         | --raw-dir= is empty. Give a directory.
            --raw-dir=gs://x/y | --raw-dir=gs://x/y is an address. Give a directory or s3://BUCKET[/PREFIX].
            --raw-dir=s3:raw   | --raw-dir=s3:raw is not a bucket. Give s3://BUCKET[/PREFIX], e.g. s3://benchmarks/raw.
            --raw-dir=s3://x/y | --raw-dir=s3://x/y names no bucket: a name is 3 to 63 of a-z, 0-9, '.' and '-'. Give s3://BUCKET[/PREFIX], e.g. s3://benchmarks/raw.
            --output-dir=s3://K:S@bucket | --output-dir=s3://***@bucket names no bucket: a name is 3 to 63 of a-z, 0-9, '.' and '-'. Give s3://BUCKET[/PREFIX], e.g. s3://benchmarks/raw.
            --output-dir=s3://bucket/a//b | --output-dir=s3://bucket/a//b has a prefix that cannot be used: names between single slashes, of letters, digits and !_.'()=@:,+- only, at most 512 characters. Give s3://BUCKET[/PREFIX], e.g. s3://benchmarks/raw.
            --backup-dir=gs://x | --backup-dir=gs://x is not a bucket. Give gs://BUCKET[/PREFIX], e.g. gs://benchmarks/backup.
            --backup-dir=s3://x | --backup-dir=s3://x is an address. Give a directory or gs://BUCKET[/PREFIX].
            --gcs-api-url=https://a.example | --gcs-api-url has no use without a mirror in a bucket. Give --backup-dir=gs://BUCKET[/PREFIX] too.
            --gcs-api-url=http://a.example | --gcs-api-url=http://a.example would send the token in the clear: plain http is for loopback only (http://localhost:PORT). Use https.
            --gcs-token=ya29.abc | --gcs-token is not an option: others on this machine can read a command line. Set the environment variable GCS_TOKEN instead.
            --state=a;MODE=x   | --state=a;MODE=x holds a semicolon, which the database cannot have in a path.
            --state=new/       | --state=new/ is a directory. Give a file in it, e.g. new/extractor.
            --api-url=ftp://x  | --api-url=ftp://x is not the address of an API. Give e.g. https://api.github.com or https://HOST/api/v3.
            --api-url=api.github.com | --api-url=api.github.com is not the address of an API. Give e.g. https://api.github.com or https://HOST/api/v3.
            --api-url=https://x/?a=b | --api-url=https://x/?a=b is not the address of an API. Give e.g. https://api.github.com or https://HOST/api/v3.
            --api-url=http://x | --api-url=http://x would send the token in the clear: plain http is for loopback only (http://localhost:PORT). Use https.
            --api-url=http://localhost.x | --api-url=http://localhost.x would send the token in the clear: plain http is for loopback only (http://localhost:PORT). Use https.
            --concurrency=0    | --concurrency=0 is not a whole number from 1 to 64.
            --concurrency=65   | --concurrency=65 is not a whole number from 1 to 64.
            --concurrency=abc  | --concurrency=abc is not a whole number from 1 to 64.
            --concurrency=99999999999 | --concurrency=99999999999 is not a whole number from 1 to 64.
            --max-wait=90      | --max-wait=90 is not a duration. Give a number with a unit, e.g. 90s, 65m or 2h, or PT1H.
            --max-wait=soon    | --max-wait=soon is not a duration. Give a number with a unit, e.g. 90s, 65m or 2h, or PT1H.
            --max-wait=-5m     | --max-wait=-5m is not a duration. Give a number with a unit, e.g. 90s, 65m or 2h, or PT1H.
            --max-wait=PT-5M   | --max-wait=PT-5M is not a duration to wait. Give 0s or more, e.g. 90s, 65m or 2h.
            --max-wait=999999999d | --max-wait=999999999d is not a duration to wait. Give 0s or more, e.g. 90s, 65m or 2h.
            """)
    void aValueThatCannotBeMeantIsNamedWithWhatIsAccepted(String argument, String message) {
        assertThat(refusal(argument)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--repo=InferenceMAX/InferenceMAX,a-b/c.d_e",
                "--workflow=all",
                "--workflow=run-sweep.yml,200724779, e2e-tests.yaml",
                "--date-range=..",
                "--runs=18984029536,1",
                "--branch=feature/a=b,c",
                "--event=pull_request",
                "--model=gptoss,dsr1",
                "--api-url=http://127.0.0.1:8080/api/v3",
                "--api-url=http://[::1]:1/",
                "--api-url=https://ghe.example.org/api/v3",
                "--concurrency=64",
                "--max-wait=0s",
                "--max-wait=PT1H30M",
                "--max-wait=500ms",
                "--raw-dir=not there yet",
            })
    void aValueOfTheRightKindIsAccepted(String argument) {
        assertThat(run(argument).options()).hasSize(1);
    }

    @Test
    void aFolderToImportMustBeThere() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(refusal(JOB_IMPORT, "--archive=" + folder.resolve("gone")))
                .isEqualTo("--archive=" + folder.resolve("gone") + ": no such directory. Give one that exists.");
        assertThat(refusal(JOB_IMPORT, "--backup-dir=" + file))
                .isEqualTo("--backup-dir=" + file + " is a file. Give a directory.");
        assertThat(refusal(JOB_IMPORT, "--archive=" + file))
                .isEqualTo("--archive=" + file
                        + " is a file whose name tells no run. Give a directory, or name it run_<RUN_ID>.zip.");
        assertThat(refusal(JOB_IMPORT, "--archive=" + folder)).contains("nothing to import in " + folder);
        Files.createDirectories(folder.resolve("run_18300000001/results_bmk"));
        assertThat(run(JOB_IMPORT, "--archive=" + folder, "--backup-dir=" + folder)
                        .options())
                .containsOnlyKeys(Option.ARCHIVE, Option.BACKUP_DIR);
    }

    @Test
    void aFileOrFolderInTheWayIsSeenBeforeAnyWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(refusal("--output-dir=" + file)).isEqualTo("--output-dir=" + file + " is a file. Give a directory.");
        assertThat(refusal("--state=" + folder))
                .isEqualTo("--state=" + folder + " is a directory. Give a file in it, e.g. " + folder + "/extractor.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--token=very-secret",
                "--token very-secret",
                "--github-token=very-secret",
                "--GITHUB_TOKEN=very-secret",
                "--extractor.token=very-secret",
                "GITHUB_TOKEN=very-secret",
            })
    void aTokenIsNoOptionAndIsNotRepeated(String line) {
        assertThat(refusal(line.split(" ", -1))).doesNotContain("secret");
    }

    @Test
    void aTokenBelongsIntoTheEnvironment() {
        assertThat(refusal("--token=x"))
                .isEqualTo("--token is not an option: others on this machine can read a command line."
                        + " Set the environment variable GITHUB_TOKEN instead.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_0123456789abcdef",
                "--repo=ghp_0123456789abcdef",
                "--branch=x --event=github_pat_0123456789abcdef",
                "--api-url=https://me:0123456789abcdef@github.com",
                "--archive=x --api-url=https://x:0123456789abcdef@github.com",
            })
    void whatLooksLikeATokenIsNotRepeatedEither(String line) {
        assertThat(refusal(line.split(" ", -1))).doesNotContain("0123456789abcdef");
    }

    @Test
    void statusStartsNoJobAndKnowsWhereTheStateIs() {
        assertThat(parse("--status")).isEqualTo(new Command.Status(false, List.of()));
        assertThat(parse("--status", "--format", "json", "--state=s", "--raw-dir=r", "--spring.x=y"))
                .isEqualTo(new Command.Status(
                        true, List.of("--extractor.raw-dir=r", "--extractor.state=s", "--spring.x=y")));
        assertThat(parse("--status=false")).isInstanceOf(Command.Run.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--xyzzy --help", "--repo=? -h", "--spring.batch.job.name=x --help"})
    void whoAsksForHelpGetsItWhateverElseIsWrong(String line) {
        assertThat(parse(line.split(" ", -1))).isEqualTo(new Command.Help(HelpText.now()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionIsTheBuilds(String argument) throws IOException {
        assertThat(parse(argument))
                .asInstanceOf(type(Command.Version.class))
                .extracting(Command.Version::text)
                .asString()
                .matches("InferenceMAX extractor \\S+, Java \\d+.*");
        InputStream buildInfo = new ByteArrayInputStream("build.version=1.2.3".getBytes(StandardCharsets.UTF_8));
        assertThat(VersionText.of(buildInfo)).isEqualTo("InferenceMAX extractor 1.2.3");
        assertThat(VersionText.of(InputStream.nullInputStream())).isEqualTo("InferenceMAX extractor development");
    }

    @Test
    void theEnvironmentIsCheckedInTheSameWayUnlessTheCommandSaysOtherwise() {
        CommandLineParser parser = new CommandLineParser(Map.of(
                "EXTRACTOR_DATE_RANGE",
                "2025-13",
                "EXTRACTOR_ARCHIVE",
                folder.resolve("gone").toString()));

        assertThat(parser.parse())
                .isEqualTo(new Command.Usage("EXTRACTOR_DATE_RANGE=2025-13 is not a range of UTC days (no month 13)."
                        + " Give FROM..TO, e.g. 2025-10-07..2025-10-31."));
        assertThat(parser.parse("--date-range=2025-12")).isInstanceOf(Command.Run.class);
        assertThat(parser.parse(JOB_IMPORT))
                .isEqualTo(new Command.Usage(
                        "EXTRACTOR_ARCHIVE=" + folder.resolve("gone") + ": no such directory. Give one that exists."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXTRACTOR_BACKUP_DIR", "EXTRACTOR_BACKUPDIR", "EXTRACTOR_ARCHIVE"})
    void whatToImportMayBeNamedByTheEnvironment(String variable) throws IOException {
        Files.createDirectories(folder.resolve("run_18300000001/results_bmk"));
        assertThat(new CommandLineParser(Map.of(variable, folder.toString())).parse(JOB_IMPORT))
                .isEqualTo(new Command.Run(JobName.IMPORT, Map.of(), List.of()));
    }

    @Test
    void theJobMayBeNamedByTheEnvironmentToo() {
        CommandLineParser parser = new CommandLineParser(Map.of("SPRING_BATCH_JOB_NAME", "rebuild"));

        assertThat(parser.parse()).isEqualTo(new Command.Run(JobName.REBUILD, Map.of(), List.of()));
        assertThat(parser.parse("--spring.batch.job.name=backfill"))
                .isEqualTo(new Command.Run(JobName.BACKFILL, Map.of(), List.of()));
        assertThat(new CommandLineParser(Map.of("SPRING_BATCH_JOB_NAME", "x")).parse())
                .isEqualTo(new Command.Usage(
                        "SPRING_BATCH_JOB_NAME=x is not a job. Give backfill, import, rebuild or recover."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b c", "k=v=w", " lead and trail ", "${HOME}", "a${x:y}b", "\\$", "ümläut", "--x"})
    void springReceivesEachValueAsItWasTyped(String typed) {
        Binder spring = asSpringSees(run("--output-dir=" + typed));

        assertThat(spring.bind("extractor.output-dir", String.class).get()).isEqualTo(typed);
    }

    @Test
    void springReadsListsFlagsAndDurations() {
        Binder spring = asSpringSees(run("--repo=a/b,c/d", "--refresh", "--max-wait=65m"));

        assertThat(spring.bind("extractor.repo", Bindable.listOf(String.class)).get())
                .containsExactly("a/b", "c/d");
        assertThat(spring.bind("extractor.refresh", Boolean.class).get()).isTrue();
        assertThat(spring.bind("extractor.max-wait", Duration.class).get()).isEqualTo(Duration.ofMinutes(65));
        assertThat(spring.bind("spring.batch.job.name", String.class).get()).isEqualTo("backfill");
    }

    private static Binder asSpringSees(Command.Run run) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(
                        run.springArguments().toArray(String[]::new)));
        return Binder.get(environment);
    }
}
