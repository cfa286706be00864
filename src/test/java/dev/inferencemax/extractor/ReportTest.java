package dev.inferencemax.extractor;

import static dev.inferencemax.extractor.sample.SampleArtifact.anArtifact;
import static dev.inferencemax.extractor.sample.SampleResult.aResult;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.inferencemax.extractor.report.ManyRows;
import dev.inferencemax.extractor.sample.Generation;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import dev.inferencemax.extractor.sample.SampleResult;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report of a backfill as a reader has it: in a browser, from a file, with everything somebody may have published. */
@EnabledIf(
        value = "dev.inferencemax.extractor.ReportPage#isThere",
        disabledReason = "no Chromium here: apt-get install chromium, or set CHROMIUM")
class ReportTest {

    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final String END_OF_SCRIPT = "</script><script>alert(2)</script>";
    private static final String STRANGE = "\u202evllm\u2028{a|b}";

    @TempDir
    private static Path directory;

    private static Workplace work;
    private static Path report;
    private static ReportPage reader;

    @BeforeAll
    static void backfill() {
        work = new Workplace(directory);
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            github.repository()
                    .run(21_400_000_000L)
                    .created("2026-01-29T10:00:00Z")
                    .has(aResult(Generation.G7)
                            .model("qwen3")
                            .image("vllm/vllm-openai:v1")
                            .artifact());
            github.repository()
                    .run(21_500_000_000L)
                    .created("2026-01-30T10:00:00Z")
                    .has(
                            anArtifact("results_hostile")
                                    .withAll(
                                            List.of(hostile().conc(1), hostile().conc(2))),
                            aResult(Generation.G7)
                                    .model("qwen3")
                                    .image("vllm/vllm-openai:v2")
                                    .artifact());
            work.here(Workplace.backfill(github));
        }
        report = work.path("out/report.html");
        reader = new ReportPage();
    }

    private static SampleResult hostile() {
        return aResult(Generation.G7)
                .model(MARKUP)
                .servedAs(MARKUP)
                .image(END_OF_SCRIPT)
                .framework(STRANGE);
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    @AfterEach
    void nothingWasComplainedOfAndNothingAskedOfAnybody() {
        assertThat(reader.complaints()).isEmpty();
        assertThat(reader.requestsBeyond(report)).isEmpty();
    }

    private static ReportPage open(String fragment) {
        return reader.window(1440, ColorScheme.LIGHT).open(report, fragment);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "390, LIGHT", "390, DARK"})
    void everyViewStandsAndFitsTheWindowInBothThemes(int width, ColorScheme scheme) {
        reader.window(width, scheme).open(report, "");
        for (String view : List.of("Overview", "Trend", "Pareto", "Coverage", "Quality", "Provenance")) {
            reader.find("nav a:text-is('" + view + "')").click();
            reader.ready();

            assertThat(reader.find("main h1").textContent()).isEqualTo(view);
            assertThat(reader.find("html").getAttribute("data-theme"))
                    .isEqualTo(scheme.name().toLowerCase(Locale.ROOT));
            assertThat(reader.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("what of %s sticks out at %d pixels", view, width)
                    .isEqualTo(0);
        }
    }

    @Test
    void theOverviewHasTheFiguresOfTheDataset() {
        open("");

        List<String> figures = reader.find("#cards .value").allTextContents();
        assertThat(figures.get(0)).isEqualTo(number(work.rows("history.csv").size()));
        assertThat(figures.get(1)).isEqualTo(number(work.rows("benchmarks.csv").size()));
        assertThat(figures.get(2)).isEqualTo("2026-01-30");
        assertThat(figures.get(3)).isEqualTo(number(work.rows("losses.csv").size()));
        assertThat(figures.get(4))
                .isEqualTo(number(work.rows("history.csv").stream()
                        .filter(row -> !row.get("flags").isEmpty())
                        .count()));
        assertThat(reader.find("main").textContent())
                .contains("3 rows of 1 run", "2 configurations never measured", "of 1 measured again");
        assertThat(reader.painted("growth")).isPositive();
    }

    @Test
    void aTrendIsDrawnAndNarrowedByWhatIsChosen() {
        open("view=trend&model=gptoss");

        assertThat(reader.painted("trend-upper")).isPositive();
        assertThat(reader.painted("trend-lower")).isPositive();
        assertThat(reader.find("figure:has(#trend-upper) .legend li").count()).isGreaterThan(1);

        reader.find("#facet-gpu").click();
        reader.page()
                .getByLabel("h100", new Page.GetByLabelOptions().setExact(true))
                .check();

        assertThat(reader.ready().find("figure:has(#trend-upper) .legend li").allTextContents())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("h100 "));
        assertThat(reader.fragment()).contains("gpu=h100");
    }

    @Test
    void whereTheImageChangedThePointIsMarked() {
        open("view=trend&model=qwen3");
        reader.find("#table-trend-upper").click();

        assertThat(reader.ready().find("main table").first().textContent())
                .containsOnlyOnce("Image changed to vllm/vllm-openai:v2");
    }

    @Test
    void aPointThatIsClickedTellsWhereItComesFrom() {
        open("view=pareto&model=gptoss");
        assertThat(reader.painted("pareto")).isPositive();

        reader.clickOnPoint("pareto");
        reader.find("dialog[open]").waitFor();

        Map<String, String> row = rowOf(reader.find("dialog").textContent());
        assertThat(reader.find("dialog").textContent())
                .contains(row.get("artifact_name"), row.get("artifact_file"), row.get("image"), row.get("runner"));
        assertThat(reader.find("#run-on-github").getAttribute("href"))
                .isEqualTo("https://github.com/SemiAnalysisAI/InferenceX/actions/runs/" + row.get("run_id"));
    }

    @Test
    void aViewIsSharedByItsAddress() {
        open("view=pareto&model=gptoss");
        reader.clickOnPoint("pareto");
        reader.find("dialog[open]").waitFor();
        String address = reader.fragment();
        String shown = reader.find("dialog").textContent();

        reader.window(390, ColorScheme.DARK).open(report, address);

        assertThat(reader.find("dialog").textContent()).isEqualTo(shown);
        reader.page().keyboard().press("Escape");
        reader.find("dialog[open]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        reader.page().waitForCondition(() -> !reader.fragment().contains("point="));
        assertThat(reader.fragment()).contains("model=gptoss");
    }

    /** The row whose run and artifact a text names. */
    private static Map<String, String> rowOf(String text) {
        return work.rows("history.csv").stream()
                .filter(row -> text.contains("Run" + row.get("run_id")))
                .filter(row -> text.contains("Artifact id" + row.get("artifact_id")))
                .filter(row -> text.contains(row.get("artifact_file")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneDateStandsBesideAnother() {
        List<String> days = open("view=pareto&model=gptoss").find("#select-beside option").all().stream()
                .map(option -> option.getAttribute("value"))
                .toList();

        reader.find("#select-beside").selectOption(days.get(days.size() - 1));

        assertThat(reader.ready().find(".legend li").allTextContents())
                .anySatisfy(line -> assertThat(line).endsWith(days.get(days.size() - 1)))
                .anySatisfy(line -> assertThat(line).endsWith(days.get(1)));
    }

    @Test
    void aDayOfTheCalendarOpensItsRows() {
        open("view=coverage");
        Locator day = reader.find("#calendar a").first();
        String words = day.getAttribute("aria-label");
        long expected = work.rows("history.csv").stream()
                .filter(row -> words.startsWith(
                        row.get("gpu") + ", " + row.get("benchmark_date").substring(0, 10) + ":"))
                .count();
        assertThat(words).contains(": %d row".formatted(expected));

        day.click();

        assertThat(reader.ready().find("#found").textContent()).isEqualTo(rows(expected));
        reader.go("view=coverage");
        assertThat(reader.find("#calendar .lost").count()).isPositive();
        assertThat(reader.find("#calendar .gap").count()).isPositive();
    }

    @Test
    void everyRuleOpensTheRowsItIsAbout() {
        open("view=quality");
        assertThat(reader.find("main").textContent()).contains("Rejected: 3");
        List<String> rules = reader.find("a[id^=rule-]").all().stream()
                .map(link -> link.getAttribute("id").substring("rule-".length()))
                .toList();

        assertThat(rules).contains("ep_unknown", "unofficial", "isl_osl_from_name");
        for (String rule : rules) {
            long expected = work.rows("history.csv").stream()
                    .filter(row -> Pattern.compile("(^|;)" + rule + "(;|:|$)")
                            .matcher(row.get("flags"))
                            .find())
                    .count();
            reader.go("view=quality").find("#rule-" + rule).click();
            assertThat(reader.ready().find("#found").textContent()).as(rule).startsWith(rows(expected));
        }
    }

    @Test
    void whatWasPublishedIsTextWhateverItHolds() {
        open("");
        for (String view : List.of("coverage", "quality", "provenance")) {
            reader.go("view=" + view);
            assertThat(reader.find("img, main script, dialog script").count()).isZero();
        }
        reader.find("td:has-text('<img')").first().waitFor();
        for (String view : List.of("trend", "pareto")) {
            reader.go("view=" + view + "&conc=*&model=" + encoded(MARKUP));
            reader.clickOnPoint(view.equals("trend") ? "trend-upper" : "pareto");
            reader.find("dialog[open]").waitFor();
            assertThat(reader.find("dialog").textContent()).contains(MARKUP, END_OF_SCRIPT, STRANGE);
            assertThat(reader.find("img, main script, dialog script").count()).isZero();
        }
    }

    @Test
    void noOtherScriptRuns() throws IOException {
        assertThat(Files.readString(report))
                .contains("default-src 'none'; script-src 'sha256-")
                .doesNotContain("unsafe-inline", "unsafe-eval", "http-equiv=\"refresh\"");
        open("");

        Object ran = reader.page().evaluate("""
                () => {
                  const script = document.createElement('script');
                  script.textContent = 'window.ran = true';
                  document.body.append(script);
                  return window.ran === true;
                }
                """);

        assertThat(ran).isEqualTo(false);
        assertThat(reader.complaints()).hasSize(1).first().asString().contains("Content Security Policy");
        reader.complaints().clear();
    }

    @Test
    void itIsReadWithTheKeyboardAlone() {
        open("view=trend&model=gptoss");
        reader.page().keyboard().press("Tab");
        assertThat(focused()).isEqualTo("Skip to the content");
        reader.page().keyboard().press("Tab");
        assertThat(focused()).isEqualTo("Overview");

        reader.find("#table-trend-upper").focus();
        reader.page().keyboard().press("Enter");
        assertThat(reader.ready().find("#table-trend-upper").textContent()).isEqualTo("Show as chart");
        assertThat(focused()).isEqualTo("Show as chart");
        Locator details = reader.find("td button").first();
        String opener = details.getAttribute("id");
        details.focus();
        reader.page().keyboard().press("Enter");
        reader.find("dialog[open]").waitFor();
        reader.page().keyboard().press("Escape");
        reader.page().waitForCondition(() -> opener.equals(reader.page().evaluate("document.activeElement.id")));
    }

    private static String focused() {
        return (String) reader.page().evaluate("document.activeElement.textContent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trend", "pareto"})
    void onPaperThereAreNoControlsButWhatWasChosen(String view) {
        reader.window(1000, ColorScheme.DARK).open(report, "view=" + view + "&model=gptoss");
        reader.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(reader.find("nav").isVisible()).isFalse();
        assertThat(reader.find("#select-model").isVisible()).isFalse();
        assertThat(reader.find(".on-paper").textContent()).contains("Model: gptoss");
        assertThat(reader.page().pdf()).hasSizeGreaterThan(10_000);
    }

    @Test
    void fortyThousandRowsAreBelowTenMegabytesAndOpenWithinTwoSeconds() throws IOException {
        Path large = ManyRows.report(directory.resolve("large"), 40_000, 1_500);

        assertThat(Files.size(large)).isLessThan(10_000_000);
        reader.window(1440, ColorScheme.LIGHT).open(large, "");
        assertThat(((Number) reader.page().evaluate("performance.getEntriesByName('ready')[0].startTime"))
                        .doubleValue())
                .isLessThan(2_000);
        assertThat(reader.find("#cards .value").first().textContent()).isEqualTo("40,000");
        assertThat(reader.find("#limit").count()).isZero();
        assertThat(reader.requestsBeyond(large)).isEmpty();
        reader.window(1440, ColorScheme.LIGHT);
    }

    @Test
    void ofMoreRowsTheNewestTwentyOfEachConfigurationAreDrawnAndThePageSaysSo() {
        Path larger = ManyRows.report(directory.resolve("larger"), 40_100, 100);

        reader.window(1440, ColorScheme.LIGHT).open(larger, "view=trend");

        assertThat(reader.find("#limit").textContent()).contains("40,100 rows", "newest 20", "2,000 points");
        assertThat(reader.requestsBeyond(larger)).isEmpty();
        reader.window(1440, ColorScheme.LIGHT);
    }

    @Test
    void theSameTablesGiveTheSameBytes() throws IOException {
        Path again = ManyRows.report(directory.resolve("larger"));
        byte[] first = Files.readAllBytes(again);

        assertThat(Files.readAllBytes(ManyRows.report(directory.resolve("larger"))))
                .isEqualTo(first);
    }

    private static String rows(long count) {
        return number(count) + (count == 1 ? " row" : " rows");
    }

    private static String number(long count) {
        return "%,d".formatted(count);
    }
}
