package dev.inferencemax.extractor.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What the client is made of: settings, tokens, names, beans. */
class GitHubClientTest {

    private static final Duration WAIT = Duration.ofMinutes(65);

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(GitHubClient.class);

    @Test
    void theDefaultsAreThoseOfTheContract() {
        application.run(context -> assertThat(context.getBean(GitHubSettings.class))
                .isEqualTo(new GitHubSettings(URI.create("https://api.github.com"), 16, WAIT)));
    }

    @Test
    void anApplicationWithoutNetworkNeverLooksForAToken() {
        application.withPropertyValues("GITHUB_TOKEN=not a token").run(context -> {
            ActionsApi api = context.getBean(ActionsApi.class);
            assertThatExceptionOfType(InvalidSetting.class)
                    .isThrownBy(api::hasToken)
                    .withMessageContaining("GITHUB_TOKEN")
                    .withMessageNotContaining("not a token");
        });
    }

    @Test
    void countsBeginAtZeroAndNameEveryKind() {
        application.run(
                context -> assertThat(context.getBean(RequestCounts.class).byKind())
                        .containsExactly(
                                Map.entry("repository", 0L),
                                Map.entry("workflows", 0L),
                                Map.entry("runs", 0L),
                                Map.entry("artifacts", 0L),
                                Map.entry("jobs", 0L),
                                Map.entry("zip", 0L),
                                Map.entry("blob", 0L),
                                Map.entry("other_host", 0L)));
    }

    @Test
    void aSettingThatCannotBeMeantStopsTheStartAndNamesItself() {
        application
                .withPropertyValues("extractor.api-url=http://github.example")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidSetting.class)
                        .hasMessageContaining("--api-url=http://github.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.example/api/v3/",
                "HTTPS://api.github.com",
                "http://localhost:8080",
                "http://127.0.0.1:1",
                "http://127.5.0.1",
                "http://[::1]:80"
            })
    void theseAddressesMayBeGivenTheToken(String url) {
        assertThat(new GitHubSettings(URI.create(url), 1, Duration.ZERO).apiUrl())
                .hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://github.example",
                "http://localhost.github.example",
                "http://127.0.0.1.github.example",
                "http://10.0.0.1",
                "http://0.0.0.0",
                "http://[::2]",
                "ftp://localhost",
                "api.github.com",
                "https:///repos",
                "https://user:password@api.github.com",
                "https://api.github.com?key=password",
                ""
            })
    void theseMayNot(String url) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> new GitHubSettings(URI.create(url), 1, WAIT))
                .withMessageContaining("--api-url=")
                .withMessageNotContaining("password");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void concurrencyHasBounds(int concurrency) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> new GitHubSettings(URI.create("https://api.github.com"), concurrency, WAIT))
                .withMessageContaining("--concurrency=" + concurrency)
                .withMessageContaining("1 to 64");
    }

    @ParameterizedTest
    @CsvSource({
        "'a, b,,a', c,  d, 'token 1 of 2 (GITHUB_TOKENS);token 2 of 2 (GITHUB_TOKENS)', Bearer a",
        "' ,',      ' c\n', d, 'the token (GITHUB_TOKEN)', Bearer c",
        "'',        '', d, 'the token (GH_TOKEN)', Bearer d",
        "'',        '', '', 'no token', "
    })
    void theListOfTokensComesFirstThenGitHubsNameThenTheCommandLineToolsName(
            String list, String first, String second, String labels, String header) {
        List<Token> tokens = tokens(Map.of("GITHUB_TOKENS", list, "GITHUB_TOKEN", first, "GH_TOKEN", second));

        assertThat(tokens).extracting(Token::toString).containsExactly(labels.split(";"));
        assertThat(tokens.get(0).isAnonymous()).isEqualTo(header == null);
        if (header != null) {
            assertThat(tokens.get(0).authorization()).isEqualTo(header);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ghp_a ghp_b", "ghp_\nx", "ghp_é"})
    void whatNoHeaderCanCarryIsNoToken(String secret) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> tokens(Map.of("GH_TOKEN", secret)))
                .withMessageContaining("GH_TOKEN")
                .withMessageNotContaining("ghp_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InferenceMAX/InferenceMAX", " a/b ", "user_company/x.y-z_"})
    void aRepositoryIsOwnerAndName(String text) {
        assertThat(RepositoryName.valueOf(text)).hasToString(text.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/",
                "a/",
                "/b",
                "a/b/c",
                "a/..",
                "a/.",
                "a b/c",
                "a/b?x",
                "https://github.com/a/b",
                "-a/b"
            })
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryName.valueOf(text))
                .withMessageContaining("OWNER/NAME");
    }

    @ParameterizedTest
    @CsvSource({
        ".github/workflows/run-sweep.yml, run-sweep.yml",
        ".github/workflows/run-sweep.yml@refs/heads/a/b, run-sweep.yml",
        "run-sweep.yml, run-sweep.yml",
        "dynamic/pages/pages-build, pages-build"
    })
    void theFileOfAWorkflowIsTheEndOfItsPath(String path, String file) {
        ServedObject run = ServedObject.orNull("{\"id\":1,\"path\":\"" + path + "\"}");

        assertThat(WorkflowRun.from(run).workflowFile()).isEqualTo(file);
    }

    private static List<Token> tokens(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
        return Token.from(environment);
    }
}
