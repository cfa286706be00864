package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import dev.inferencemax.extractor.sample.Endpoint;
import dev.inferencemax.extractor.sample.Fault;
import dev.inferencemax.extractor.sample.SampleArtifact;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleWorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others see of a run that nobody watches: metrics, traces, notices, and a log for programs. */
class SeenFromOutsideTest {

    private static final long RUN = 18984029536L;
    private static final int ROWS = 5;
    private static final String SECRET_PATH = "/hooks/9b1f-secret";

    private final SampleGitHub github = SampleGitHub.start();
    private final Receiver receiver = Receiver.start();
    private final SampleWorkflowRun run = github.repository().run(RUN);

    @TempDir
    private Path directory;

    private Workplace work;

    @BeforeEach
    void someHistory() {
        work = new Workplace(directory);
        for (int conc = 1; conc <= ROWS; conc++) {
            run.has(aResult().conc(conc).artifact());
        }
    }

    @AfterEach
    void close() {
        receiver.close();
        github.close();
    }

    private Ended backfill(String... more) {
        return work.here(Workplace.backfill(github, more));
    }

    @Test
    void aCollectorIsSentTheMetricsAndTracesOfAShortRun() {
        github.on(Endpoint.BLOB).answers(Fault.reset());

        Ended ended = work.run(Workplace.backfill(
                github,
                "--management.otlp.metrics.export.url=http://" + receiver.address() + "/v1/metrics",
                "--management.opentelemetry.tracing.export.otlp.endpoint=http://" + receiver.address() + "/v1/traces"));

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(receiver.to("/v1/metrics"))
                .contains("extractor.measurements", "extractor.artifacts", "PARSED", "extractor.losses")
                .contains("extractor.requests.left", "extractor.last.success", "downloadArtifacts", "backfill");
        assertThat(receiver.to("/v1/traces"))
                .contains("downloadArtifacts", "mergeResults", "/actions/artifacts/")
                .doesNotContain("sig=", "page=", Workplace.TOKEN);
        assertThat(ended.said()).doesNotContain("WARN");
    }

    @Test
    void aGatewayIsPushedTheFiguresOfTheRunOnceItHasEnded() {
        github.repository().run(RUN + 1).has(aResult().conc(7).artifact().expired());

        Ended ended = backfill(
                "--management.prometheus.metrics.export.pushgateway.enabled=true",
                "--management.prometheus.metrics.export.pushgateway.format=text",
                "--management.prometheus.metrics.export.pushgateway.address=" + receiver.address());

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(3);
        assertThat(receiver.all().get(receiver.all().size() - 1).method()).isEqualTo("PUT");
        assertThat(receiver.to("/metrics/job/extractor").lines().toList())
                .contains(
                        "extractor_measurements{batch_job=\"backfill\"} " + ROWS + ".0",
                        "extractor_artifacts{batch_job=\"backfill\",state=\"PARSED\"} " + ROWS + ".0",
                        "extractor_losses{accepted=\"false\",batch_job=\"backfill\"} 1.0",
                        "extractor_artifacts_expiring{batch_job=\"backfill\"} 0.0",
                        "extractor_exit_code{batch_job=\"backfill\"} 3.0",
                        "extractor_requests{batch_job=\"backfill\",kind=\"zip\"} " + ROWS + ".0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus-alerts.yaml", "grafana-dashboard.json"})
    void dashboardAndAlertsAskForWhatIsPushed(String file) throws IOException {
        run.has(SampleArtifact.anArtifact("results_bmk").file("agg_bmk.json", "[{}]"));
        backfill(
                "--management.prometheus.metrics.export.pushgateway.enabled=true",
                "--management.prometheus.metrics.export.pushgateway.format=text",
                "--management.prometheus.metrics.export.pushgateway.address=" + receiver.address());
        Set<String> pushed = metrics(receiver.to("/metrics/job/extractor"));

        Set<String> asked = metrics(Files.readString(Path.of("src/main/observability", file)));

        assertThat(asked).hasSizeGreaterThan(3).isSubsetOf(pushed);
        assertThat(metrics(Files.readString(Path.of("README.md"))))
                .as("the README names what is pushed")
                .containsAll(asked)
                .isSubsetOf(pushed);
    }

    private static Set<String> metrics(String text) {
        return Pattern.compile("\\bextractor_[a-z_]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theAlertsAreRulesAndTheDashboardHasPanels() throws IOException {
        Map<String, Object> alerts =
                new Yaml().load(Files.readString(Path.of("src/main/observability/prometheus-alerts.yaml")));
        JsonNode dashboard = JsonMapper.shared()
                .readTree(
                        Path.of("src/main/observability/grafana-dashboard.json").toFile());

        assertThat(alerts).containsOnlyKeys("groups");
        assertThat(alerts.toString()).doesNotContain("null");
        List<Map<String, Object>> rules = rules(alerts);
        assertThat(rules).hasSizeGreaterThanOrEqualTo(4).allSatisfy(rule -> {
            assertThat(rule).containsOnlyKeys("alert", "expr", "for", "labels", "annotations");
            assertThat((Map<?, ?>) rule.get("annotations")).hasSize(2);
            assertThat((String) rule.get("for")).matches("[0-9]+[mh]");
        });
        assertThat(dashboard.path("panels")).hasSizeGreaterThan(7).allSatisfy(panel -> {
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules(Map<String, Object> alerts) {
        return ((List<Map<String, Object>>) alerts.get("groups"))
                .stream()
                        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                        .toList();
    }

    @Test
    void aRunThatFailsIsPushedToo() {
        github.on(Endpoint.RUNS).always(Fault.unauthorized());

        Ended ended = backfill(
                "--management.prometheus.metrics.export.pushgateway.enabled=true",
                "--management.prometheus.metrics.export.pushgateway.format=text",
                "--management.prometheus.metrics.export.pushgateway.address=" + receiver.address());

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
        assertThat(receiver.to("/metrics/job/extractor")).contains("extractor_exit_code{batch_job=\"backfill\"} 2.0");
    }

    @Test
    void aCollectorThatIsNotThereChangesNothing() {
        String nobody = receiver.address();
        receiver.close();

        Ended ended = backfill("--management.otlp.metrics.export.url=http://" + nobody + "/v1/metrics");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).doesNotContain("\tat ");
        assertThat(work.rows("history.csv")).hasSize(ROWS);
    }

    private JsonNode onlyNotice() {
        assertThat(receiver.all()).hasSize(1);
        JsonNode notice = JsonMapper.shared().readTree(receiver.to(SECRET_PATH));
        receiver.forget();
        return notice;
    }

    private Ended noticed(String... more) {
        String[] arguments = Workplace.backfill(github, more);
        arguments[0] = "--notify-url=http://" + receiver.address() + SECRET_PATH; // all workflows are not needed
        Ended ended = work.here(arguments);
        assertThat(ended.said()).doesNotContain("secret");
        return ended;
    }

    @Test
    void aNoticeIsPostedWhenSomethingIsNewLostOrFailedAndNeverElse() {
        assertThat(noticed().exitCode()).isZero();
        JsonNode first = onlyNotice();
        assertThat(first.path("job").asString()).isEqualTo("backfill");
        assertThat(first.path("outcome").asString()).isEqualTo("done");
        assertThat(first.path("new_measurements").asInt()).isEqualTo(ROWS);
        assertThat(first.path("summary")).isEqualTo(work.summary());

        assertThat(noticed().exitCode()).isZero();
        assertThat(receiver.all()).as("nothing is new").isEmpty();

        github.repository().run(RUN + 1).has(aResult().conc(7).artifact().expired());
        assertThat(noticed().exitCode()).isEqualTo(3);
        JsonNode lost = onlyNotice();
        assertThat(lost.path("outcome").asString()).isEqualTo("lost");
        assertThat(lost.path("new_losses").asInt()).isEqualTo(1);
        assertThat(lost.path("new_measurements").asInt()).isZero();

        assertThat(noticed().exitCode()).isEqualTo(3);
        assertThat(receiver.all()).as("the loss is known").isEmpty();

        github.on(Endpoint.RUNS).always(Fault.unauthorized());
        assertThat(noticed().exitCode()).isEqualTo(2);
        JsonNode failed = onlyNotice();
        assertThat(failed.path("exit_code").asInt()).isEqualTo(2);
        assertThat(failed.path("message").asString()).contains("token");
        assertThat(failed.path("summary").isNull()).isTrue();
    }

    @Test
    void aNoticeThatNobodyTakesIsTriedAgainAndThenToldWithTheNext() {
        receiver.answers(503, 429);
        assertThat(noticed().exitCode()).isZero();
        assertThat(receiver.all()).as("taken at the third try").hasSize(3);
        receiver.forget();

        run.has(aResult().conc(8).artifact());
        receiver.answers(404);
        Ended refused = noticed("--refresh");
        assertThat(refused.exitCode()).isZero();
        assertThat(refused.said()).contains("127.0.0.1 takes no notice (it answers 404)");
        assertThat(receiver.all()).as("a refusal is not asked again").hasSize(1);
        receiver.forget();

        run.has(aResult().conc(9).artifact());
        assertThat(noticed("--refresh").exitCode()).isZero();
        assertThat(onlyNotice().path("new_measurements").asInt()).isEqualTo(2);
    }

    @Test
    void aFailureThatNobodyCouldBeToldIsToldTheNextTime() {
        github.on(Endpoint.RUNS).always(Fault.unauthorized());
        receiver.answers(301);
        assertThat(noticed().exitCode()).isEqualTo(2);
        assertThat(receiver.all())
                .as("where it was led to nobody has configured")
                .hasSize(1);
        receiver.forget();
        github.behaves();

        assertThat(noticed().exitCode()).isZero();
        assertThat(onlyNotice().path("earlier_failure").asString()).contains("token");
        assertThat(noticed().exitCode()).isZero();
        assertThat(receiver.all()).isEmpty();
    }

    @Test
    void aRunThatCouldNotEvenBeginIsTold() {
        Ended failed = noticed("--spring.datasource.url=jdbc:postgresql://localhost:1/nothing");

        assertThat(failed.exitCode()).isEqualTo(1);
        JsonNode notice = onlyNotice();
        assertThat(notice.path("outcome").asString()).isEqualTo("failed");
        assertThat(notice.path("message").asString()).contains("database");
    }

    @Test
    void aDryRunTellsNobody() {
        Ended plan = noticed(
                "--dry-run",
                "--management.prometheus.metrics.export.pushgateway.enabled=true",
                "--management.prometheus.metrics.export.pushgateway.address=" + receiver.address());

        assertThat(plan.exitCode()).as(plan.said()).isZero();
        assertThat(receiver.all()).isEmpty();
    }

    @Test
    void aSettingThatIsWrongForMetricsIsFoundBeforeAnyWork() {
        Ended refused = backfill(
                "--management.otlp.metrics.export.url=http://" + receiver.address() + "/v1/metrics",
                "--management.otlp.metrics.export.step=soon");

        assertThat(refused.exitCode()).as(refused.said()).isEqualTo(2);
        assertThat(refused.err())
                .contains("management.otlp.metrics.export.step=soon")
                .hasLineCount(1);
        assertThat(work.path("raw")).doesNotExist();
    }

    @Test
    void noticesGoOutEncryptedOnly() {
        Ended refused = backfill("--notify-url=http://example.org/hooks/secret");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--notify-url", "https://").doesNotContain("secret/", "hooks");
    }

    @Test
    void theLogForProgramsIsOneEventALineThatSaysWhatItIsAbout() {
        github.on(Endpoint.BLOB).always(Fault.corrupt());

        Ended ended = work.run(Workplace.backfill(github, "--logging.structured.format.console=ecs"));

        assertThat(ended.err()).isEmpty();
        List<JsonNode> events =
                ended.out().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("@timestamp").asString()).endsWith("Z");
            assertThat(event.path("message").asString()).isNotBlank();
            assertThat(event.path("job").asString()).isEqualTo("backfill");
        });
        assertThat(events).anySatisfy(event -> {
            assertThat(event.path("step").asString()).isEqualTo("downloadArtifacts");
            assertThat(event.path("run_id").asString()).isEqualTo(Long.toString(RUN));
            assertThat(event.path("artifact_id").asString()).matches("[0-9]+");
        });
        assertThat(events)
                .extracting(event -> event.path("message").asString())
                .anyMatch(message -> message.startsWith("Rows"));
        assertThat(ended.out()).doesNotContain("sig=");
    }
}
