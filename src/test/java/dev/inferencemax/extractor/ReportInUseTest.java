package dev.inferencemax.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.inferencemax.extractor.sample.SampleGitHub;
import dev.inferencemax.extractor.sample.SampleHistory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of the report against those of the tables, and the ways through it. */
@EnabledIf(
        value = "dev.inferencemax.extractor.ReportPage#isThere",
        disabledReason = "no Chromium here: apt-get install chromium, or set CHROMIUM")
class ReportInUseTest {

    /** What the page keeps of a measured number. */
    private static final MathContext DIGITS = new MathContext(5);

    private static final String LENGTHS = "&load=" + URLEncoder.encode("1,024 in / 1,024 out", StandardCharsets.UTF_8);

    @TempDir
    private static Path directory;

    private static Workplace work;
    private static Path report;
    private static ReportPage reader;
    private static List<Map<String, String>> history;

    @BeforeAll
    static void backfill() {
        work = new Workplace(directory);
        try (SampleGitHub github = SampleGitHub.start()) {
            SampleHistory.believable(github);
            work.here(Workplace.backfill(github));
        }
        report = work.path("out/report.html");
        history = work.rows("history.csv");
        reader = new ReportPage();
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(reader.complaints()).isEmpty();
    }

    private static ReportPage open(String fragment) {
        return reader.window(1440, ColorScheme.LIGHT).open(report, fragment);
    }

    private static List<Map<String, String>> official(Predicate<Map<String, String>> which) {
        return history.stream()
                .filter(row -> !row.get("flags").matches("(.*;)?unofficial(;.*)?"))
                .filter(which)
                .toList();
    }

    private static double kept(String cell) {
        return new BigDecimal(cell).round(DIGITS).doubleValue();
    }

    private static List<Double> point(Number x, Number y) {
        return List.of(x.doubleValue(), y.doubleValue());
    }

    @Test
    void aTrendIsDrawnThroughWhatTheHistoryHolds() {
        List<List<Double>> expected = official(row -> row.get("model").equals("gptoss")
                        && row.get("gpu").equals("h100")
                        && row.get("conc").equals("8")
                        && row.get("isl").equals("1024")
                        && row.get("osl").equals("1024"))
                .stream()
                .map(row ->
                        point(Instant.parse(row.get("benchmark_date")).toEpochMilli(), kept(row.get("tput_per_gpu"))))
                .toList();

        open("view=trend&model=gptoss&gpu=h100&conc=8&precision=*" + LENGTHS);

        List<List<Double>> drawn = new ArrayList<>();
        for (String line : reader.find("figure:has(#trend-upper) .legend li").allTextContents()) {
            reader.drawn("trend-upper", line).forEach(of -> drawn.add(point(of.get(0), of.get(1))));
        }
        assertThat(drawn).hasSizeGreaterThan(3).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"median_intvty, true, right", "median_e2el, false, left", "median_ttft, false, left"})
    void theFrontierIsWhatNoOtherNewestMeasurementBeatsAgainstWhateverIsChosen(
            String against, boolean more, String better) {
        open("view=pareto&model=dsr1&precision=fp8" + LENGTHS).find("#select-x").selectOption(against);
        reader.ready();

        assertThat(reader.fragment()).contains("x=" + against);
        assertThat(reader.find("main .intro").textContent()).contains("Up and to the " + better + " is better");
        Map<String, List<Map<String, String>>> lines = work.rows("benchmarks.csv").stream()
                .filter(row ->
                        row.get("model").equals("dsr1") && row.get("precision").equals("fp8"))
                .filter(row -> row.get("isl").equals("1024") && row.get("osl").equals("1024"))
                .filter(row -> !row.get("flags").contains("unofficial"))
                .collect(Collectors.groupingBy(ReportInUseTest::line));
        assertThat(lines).hasSizeGreaterThan(1);
        lines.forEach((line, all) -> assertThat(
                        reader.drawn("pareto", line).stream().map(of -> point(of.get(0), of.get(1))))
                .as(line)
                .containsExactlyElementsOf(frontier(ofOneTime(all), against, more)));
        assertThat(reader.go(reader.fragment() + "&table=pareto").table("main"))
                .as("every newest measurement, those behind a line, too")
                .hasSize(lines.values().stream()
                        .mapToInt(all -> measured(ofOneTime(all), against).size())
                        .sum());
    }

    private static String line(Map<String, String> row) {
        return "%s %s %s%s%s"
                .formatted(
                        row.get("gpu"),
                        row.get("framework"),
                        row.get("precision"),
                        row.get("spec_decoding").equals("none") ? "" : " " + row.get("spec_decoding"),
                        row.get("disagg").equals("true") ? " disaggregated" : "");
    }

    /** What is a month older than the newest of a line is no longer of it. */
    private static List<Map<String, String>> ofOneTime(List<Map<String, String>> all) {
        String newest = all.stream()
                .map(row -> row.get("benchmark_date").substring(0, 10))
                .max(String::compareTo)
                .orElseThrow();
        String oldest = LocalDate.parse(newest).minusDays(30).toString();
        return all.stream()
                .filter(row -> row.get("benchmark_date").compareTo(oldest) >= 0)
                .toList();
    }

    private static List<List<Double>> measured(List<Map<String, String>> rows, String against) {
        return rows.stream()
                .filter(row -> !row.get(against).isEmpty())
                .map(row -> point(kept(row.get(against)), kept(row.get("tput_per_gpu"))))
                .toList();
    }

    private static List<List<Double>> frontier(List<Map<String, String>> rows, String against, boolean more) {
        List<List<Double>> all = measured(rows, against);
        return all.stream()
                .filter(one -> all.stream()
                        .noneMatch(other -> other != one
                                && other.get(1) >= one.get(1)
                                && (more ? other.get(0) >= one.get(0) : other.get(0) <= one.get(0))))
                .sorted((one, other) -> one.get(0).compareTo(other.get(0)))
                .toList();
    }

    @Test
    void theOverviewTellsWhetherTheErasAgree() {
        List<Map<String, String>> compared = work.rows("consistency.csv");
        long within = compared.stream()
                .filter(row -> row.get("within_band").equals("true"))
                .count();
        String share = BigDecimal.valueOf(100 * within)
                .divide(BigDecimal.valueOf(compared.size()), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();

        assertThat(open("").find("#cards li").last().textContent())
                .startsWith("Oct 2025")
                .contains(share + " %", "agree, of %d configurations".formatted(compared.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "framework, framework, sglang",
        "precision, precision, fp8",
        "spec, spec_decoding, mtp",
        "conc, conc, 64"
    })
    void whatIsTickedIsShown(String facet, String column, String value) {
        open("view=provenance").find("#facet-" + facet).click();
        reader.find("details:has(#facet-" + facet + ")")
                .getByLabel(value, new Locator.GetByLabelOptions().setExact(true))
                .check();

        assertThat(found())
                .isEqualTo(official(row -> row.get(column).equals(value)).size())
                .isPositive();
    }

    @Test
    void theListsOfModelsAndLengthsAndUnofficialRunsNarrowAndWiden() {
        open("view=provenance");
        assertThat(found()).isEqualTo(official(row -> true).size());

        byRole(AriaRole.COMBOBOX, "Model").selectOption("dsr1");
        assertThat(found())
                .isEqualTo(official(row -> row.get("model").equals("dsr1")).size());
        byRole(AriaRole.COMBOBOX, "Lengths").selectOption("1,024 in / 8,192 out");
        assertThat(found())
                .isPositive()
                .isEqualTo(official(row -> row.get("model").equals("dsr1")
                                && row.get("isl").equals("1024")
                                && row.get("osl").equals("8192"))
                        .size());
        byRole(AriaRole.COMBOBOX, "Model").selectOption("*");
        byRole(AriaRole.COMBOBOX, "Lengths").selectOption("*");
        byRole(AriaRole.CHECKBOX, "Unofficial runs too").check();
        assertThat(found()).isEqualTo(history.size());
    }

    private static int found() {
        return Integer.parseInt(
                reader.ready().find("#found strong").textContent().replaceAll("[^0-9]", ""));
    }

    private static Locator byRole(AriaRole role, String name) {
        return reader.page()
                .getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void everyControlHasARoleAndAName() {
        open("view=pareto&model=gptoss");
        for (String list : List.of("Model", "Lengths", "Against", "Throughput", "As of", "Beside", "Scale")) {
            assertThat(byRole(AriaRole.COMBOBOX, list).count()).as(list).isEqualTo(1);
        }
        assertThat(byRole(AriaRole.NAVIGATION, "Views").getByRole(AriaRole.LINK).count())
                .isEqualTo(6);
        assertThat(byRole(AriaRole.FORM, "Filters").count()).isEqualTo(1);
        assertThat(byRole(AriaRole.BUTTON, "Show as table").count()).isEqualTo(1);
        assertThat(byRole(AriaRole.LIST, "Lines").getByRole(AriaRole.BUTTON).count())
                .isPositive();
        reader.find("#facet-gpu").click();
        assertThat(byRole(AriaRole.GROUP, "GPU").getByRole(AriaRole.CHECKBOX).count())
                .isGreaterThan(1);
        for (String view : List.of("overview", "trend", "pareto", "coverage", "quality", "provenance")) {
            reader.go("view=" + view);
            assertThat(reader.page().evaluate("""
                            () => [...document.querySelectorAll('button, select, input, a[href]')]
                              .filter(one => !one.closest('dialog') && (one.labels?.length || 0) === 0
                                && !(one.getAttribute('aria-label') || one.textContent).trim()).map(one => one.outerHTML)
                            """)).as("nameless in " + view).isEqualTo(List.of());
        }
    }

    @Test
    void theDetailsOfAPointAreThoseOfItsRow() {
        open("view=pareto&model=gptoss").clickOnPoint("pareto");
        reader.find("dialog[open]").waitFor();

        Map<String, String> told = new LinkedHashMap<>();
        for (Locator fact : reader.find("dialog dl.facts > div").all()) {
            told.putIfAbsent(
                    fact.locator("dt").textContent(), fact.locator("dd").textContent());
        }
        Map<String, String> row = history.stream()
                .filter(one -> one.get("artifact_id").equals(told.get("Artifact id")))
                .filter(one -> one.get("artifact_file").equals(told.get("File")))
                .filter(one -> one.get("record_index").equals(told.get("Index in the file")))
                .findFirst()
                .orElseThrow();
        assertThat(told)
                .containsEntry("Run", row.get("run_id"))
                .containsEntry("Artifact", row.get("artifact_name"))
                .containsEntry("Image", row.get("image"))
                .containsEntry("Commit", row.get("head_sha"))
                .containsEntry("Created", moment(row))
                .containsEntry("Throughput per GPU", measure(row, "tput_per_gpu") + " tokens/s/GPU")
                .containsEntry("Median end-to-end latency", measure(row, "median_e2el") + " s");
        assertThat(row.get("run_id")).isNotEmpty();
        assertThat(row.get("artifact_id")).isNotEmpty();
    }

    private static String measure(Map<String, String> row, String column) {
        BigDecimal kept = new BigDecimal(row.get(column)).round(DIGITS).stripTrailingZeros();
        NumberFormat format = NumberFormat.getInstance(Locale.US);
        format.setMaximumFractionDigits(20);
        return format.format(kept);
    }

    private static String moment(Map<String, String> row) {
        return row.get("benchmark_date").replaceAll("T(..:..).*", " $1 UTC");
    }

    @Test
    void datesAreThoseOfUtcWhereverTheReaderLives() {
        String run = official(row -> row.get("benchmark_date").equals("2025-12-17T15:55:33Z"))
                .get(0)
                .get("run_id");

        reader.windowIn("Asia/Tokyo").open(report, "view=provenance&run=" + run);

        assertThat(reader.page().evaluate("new Date(Date.UTC(2025, 11, 17, 15, 55)).getDate()"))
                .as("there it was the next day already")
                .isEqualTo(18);
        assertThat(reader.table("main"))
                .isNotEmpty()
                .allSatisfy(cells -> assertThat(cells.get(0)).isEqualTo("2025-12-17 15:55"));
        reader.go("view=coverage");
        assertThat(reader.find("#calendar a[data-day='2025-12-17'][data-gpu='h100']")
                        .getAttribute("aria-label"))
                .startsWith("h100, 2025-12-17: 2 rows");
        reader.go("view=trend&model=gptoss&table=trend-upper");
        List<String> moments =
                history.stream().map(ReportInUseTest::moment).distinct().toList();
        assertThat(reader.table("figure:has(#table-trend-upper)"))
                .isNotEmpty()
                .allSatisfy(cells -> assertThat(moments).contains(cells.get(1)));
    }

    @Test
    void theSkipLinkLeadsToTheContentOfTheSameView() {
        open("view=trend&model=gptoss");
        reader.page().keyboard().press("Tab");
        reader.page().keyboard().press("Enter");

        assertThat(reader.page().evaluate("document.activeElement.id")).isEqualTo("main");
        assertThat(reader.fragment()).isEqualTo("view=trend&model=gptoss");
        assertThat(reader.find("main h1").textContent()).isEqualTo("Trend");
    }

    @Test
    void aLinkShowsTheSameTableAndHidesTheSameLines() {
        open("view=pareto&model=gptoss");
        Locator line = reader.find(".legend button").first();
        String name = line.textContent();
        assertThat(reader.drawn("pareto", name)).isNotEmpty();
        line.click();
        String hidden = reader.ready().fragment();
        reader.find("#table-pareto").click();
        String tabular = reader.ready().fragment();

        reader.window(390, ColorScheme.DARK).open(report, hidden);
        assertThat(reader.drawn("pareto", name)).isEmpty();
        assertThat(reader.find(".legend button").first().getAttribute("aria-pressed"))
                .isEqualTo("false");
        reader.window(390, ColorScheme.DARK).open(report, tabular);
        assertThat(reader.find("#table-pareto").textContent()).isEqualTo("Show as chart");
        assertThat(reader.table("main")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "view=overview&table=growth",
                "view=trend&model=gptoss",
                "view=trend&model=gptoss&table=trend-upper&table=trend-lower",
                "view=pareto&model=gptoss&beside=2025-12-17&table=pareto",
                "view=coverage",
                "view=quality&findings=measured_again",
                "view=provenance"
            })
    void noTwoThingsOnThePageHaveOneId(String fragment) {
        open(fragment);

        assertThat(reader.page().evaluate("""
                        () => [...document.querySelectorAll('[id]')].map(one => one.id)
                          .filter((id, place, all) => all.indexOf(id) !== place)
                        """)).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"view=coverage", "view=quality", "view=provenance"})
    void everyRunIsLinkedToInItsOwnRepository(String fragment) {
        List<Locator> links =
                open(fragment).find("main a[href^='https://github.com/']").all();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.getAttribute("href"))
                        .matches("https://github.com/SemiAnalysisAI/InferenceX/actions/runs/[0-9]+"));
    }

    @Test
    void everyWayToAnotherViewPutsThePageTogetherOnce() {
        open("view=trend&model=gptoss");
        int before = reader.renderings();

        reader.find("nav a:text-is('Quality')").click();
        assertThat(reader.ready().find("main h1").textContent()).isEqualTo("Quality");
        reader.page().goBack();
        reader.page().waitForCondition(() -> reader.fragment().startsWith("view=trend"));
        assertThat(reader.ready().find("main h1").textContent()).isEqualTo("Trend");
        reader.page().evaluate("() => new Promise(done => setTimeout(done))"); // whatever may still follow

        assertThat(reader.renderings()).isEqualTo(before + 2);
    }
}
