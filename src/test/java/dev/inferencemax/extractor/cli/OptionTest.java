package dev.inferencemax.extractor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class OptionTest {

    /** Scripts and manifests rely on these: a line here changes only with the contract. */
    private static final String CONTRACT = """
            --repo OWNER/NAME[,...] InferenceMAX/InferenceMAX backfill,recover
            --workflow FILE|ID[,...]|all run-sweep.yml backfill
            --date-range FROM..TO everything backfill
            --runs ID[,...] - backfill
            --collect-recent N - backfill
            --branch NAME any backfill
            --event NAME any backfill
            --model KEY[,...]|all all backfill,import,rebuild,recover
            --dedup full|current-script full backfill,import,rebuild,recover
            --download auto|all|aggregated auto backfill
            --refresh - off backfill
            --force-download - off backfill
            --dry-run - off backfill,recover
            --raw-dir DIR|s3://BUCKET[/PREFIX] raw backfill,import,rebuild,recover
            --output-dir DIR|s3://BUCKET[/PREFIX] out backfill,import,rebuild,recover
            --state FILE state/extractor backfill,import,rebuild,recover
            --api-url URL https://api.github.com backfill,recover
            --concurrency N 16 backfill,recover
            --max-wait DURATION 65m backfill,recover
            --max-duration DURATION - backfill,import,rebuild,recover
            --accept-losses - off backfill,import,recover
            --compare-at DATE 2025-12-09 backfill,import,rebuild,recover
            --notify-url URL - backfill,import,rebuild,recover
            --archive DIR - import,recover
            --backup-dir DIR|gs://BUCKET[/PREFIX] - backfill,import,recover
            --gcs-api-url URL https://storage.googleapis.com backfill,import,recover
            --role manager|worker - backfill
            --git-history PATH|URL[,...] - backfill,import,recover
            --format text|json text -
            """;

    @Test
    void namesDefaultsAndJobsAreThoseOfTheContractInItsOrder() {
        assertThat(Arrays.stream(Option.values()).map(OptionTest::described))
                .containsExactlyElementsOf(CONTRACT.lines().toList());
    }

    private static String described(Option option) {
        return String.join(
                " ",
                option.flagName(),
                option.isFlag() ? "-" : option.placeholder(),
                option.standard().orElse("-"),
                option.jobs().isEmpty()
                        ? "-"
                        : option.jobs().stream().map(JobName::batchName).collect(Collectors.joining(",")));
    }

    @ParameterizedTest
    @EnumSource
    void eachSaysWhatItIsFor(Option option) {
        assertThat(option.help()).isNotBlank().doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"DATE_RANGE", "BRANCH", "EVENT", "REFRESH", "FORCE_DOWNLOAD", "DRY_RUN", "ACCEPT_LOSSES"},
            mode = EnumSource.Mode.EXCLUDE)
    void aDefaultIsAValueTheOptionAccepts(Option option) {
        option.standard().ifPresent(standard -> option.check(option.flagName(), standard));
    }

    @Test
    void eachIsAlsoAPropertyAndAVariable() {
        assertThat(Option.DATE_RANGE.property()).isEqualTo("extractor.date-range");
        assertThat(Option.REPO.variables()).containsExactly("EXTRACTOR_REPO");
        assertThat(Option.ofProperty("extractor.date-range")).contains(Option.DATE_RANGE);
        assertThat(Option.ofProperty("extractor.date")).isEmpty();
    }

    @Test
    void springReadsBothSpellingsOfAVariable() {
        assertThat(Option.DATE_RANGE.variables())
                .containsExactly("EXTRACTOR_DATE_RANGE", "EXTRACTOR_DATERANGE")
                .allSatisfy(variable -> {
                    StandardEnvironment environment = new StandardEnvironment();
                    environment
                            .getPropertySources()
                            .replace(
                                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                    new SystemEnvironmentPropertySource(
                                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                            Map.of(variable, "2025-10")));
                    assertThat(Binder.get(environment)
                                    .bind(Option.DATE_RANGE.property(), String.class)
                                    .get())
                            .isEqualTo("2025-10");
                });
    }
}
