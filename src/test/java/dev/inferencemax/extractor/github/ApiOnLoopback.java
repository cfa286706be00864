package dev.inferencemax.extractor.github;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.function.SingletonSupplier;

/** The real client against two scripted servers: the API, and the storage that must never see a token. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ApiOnLoopback {

    static final RepositoryName REPOSITORY = RepositoryName.valueOf("InferenceMAX/InferenceMAX");
    static final String REPO = "/repos/InferenceMAX/InferenceMAX";
    static final String SECRET = "ghp_thisIsTheSecret";

    final ScriptedGitHub github = new ScriptedGitHub();
    final ScriptedGitHub storage = new ScriptedGitHub();
    final TestClock clock = new TestClock();
    final RequestCounts counts = new RequestCounts();
    final ActionsApi api = api(Duration.ofMinutes(65), "GITHUB_TOKEN", SECRET);

    /** A machine under load may take seconds to answer a test; only tests of silence are in a hurry. */
    ActionsApi api(Duration maxWait, String variable, String tokens) {
        return api(maxWait, variable, tokens, Duration.ofSeconds(20));
    }

    ActionsApi impatientApi() {
        return api(Duration.ofMinutes(65), "GITHUB_TOKEN", SECRET, Duration.ofMillis(300));
    }

    private ActionsApi api(Duration maxWait, String variable, String tokens, Duration silence) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(variable, tokens)));
        Supplier<List<Token>> read = () -> Token.from(environment);
        Timing timing = new Timing(Duration.ofSeconds(5), silence, silence, Duration.ofSeconds(1), 6);
        return new ActionsApi(
                new GitHubSettings(github.url(), 16, maxWait),
                SingletonSupplier.of(read),
                new Http(timing, "test", counts, ObservationRegistry.NOOP),
                RememberedAnswers.NONE,
                clock,
                clock,
                timing,
                null);
    }

    @AfterEach
    void noTokenWentAnywhereElse(CapturedOutput output) {
        github.close();
        storage.close();
        Assertions.assertThat(storage.tokensSeen()).isZero();
        Assertions.assertThat(output.getAll()).doesNotContain(SECRET).doesNotContain("sig=");
        Assertions.assertThat(github.requests())
                .allSatisfy(request ->
                        Assertions.assertThat(request.header("User-Agent")).isEqualTo("inferencemax-extractor/test"));
    }

    static String run(long id) {
        return "{\"id\": " + id + ", \"run_attempt\": 1, \"workflow_id\": 7, \"name\": \"Sweep\", \"event\": \"push\","
                + " \"path\": \".github/workflows/run-sweep.yml\", \"status\": \"completed\","
                + " \"conclusion\": \"success\", \"created_at\": \"2025-10-07T10:00:00Z\","
                + " \"updated_at\": \"2025-10-07T12:00:00Z\"}";
    }

    static String artifact(long id) {
        return "{\"id\":" + id + ",\"name\":\"results_bmk\",\"size_in_bytes\":5046,\"expired\":false,"
                + "\"digest\":\"sha256:50e7\",\"created_at\":\"2026-07-21T13:58:27Z\","
                + "\"expires_at\":\"2026-10-19T09:54:08Z\"}";
    }
}
