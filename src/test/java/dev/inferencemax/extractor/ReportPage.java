package dev.inferencemax.extractor;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The report in Debian's Chromium; keeps whatever the browser complained of, and every request. */
final class ReportPage implements AutoCloseable {

    private static final String[] PLACES = {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"};

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    ReportPage() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium()))
                        .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                        .setArgs(List.of(
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    static boolean isThere() {
        return !chromium().isEmpty();
    }

    private static String chromium() {
        String given = System.getenv("CHROMIUM");
        return Stream.concat(Stream.ofNullable(given), Stream.of(PLACES))
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElse("");
    }

    /** A window of its own, light or dark, so wide. */
    ReportPage window(int width, ColorScheme scheme) {
        return window(
                new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme));
    }

    /** A wide window of a reader who lives there. */
    ReportPage windowIn(String timeZone) {
        return window(new Browser.NewContextOptions().setViewportSize(1440, 844).setTimezoneId(timeZone));
    }

    private ReportPage window(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        complaints.clear();
        requests.clear();
        context = browser.newContext(options);
        page = context.newPage();
        page.setDefaultTimeout(10_000);
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        return this;
    }

    /** Opens the report at what stands in the address after the #. */
    ReportPage open(Path report, String fragment) {
        page.navigate("about:blank");
        page.navigate(report.toUri() + "#" + fragment);
        return ready();
    }

    /** Another view of the open page. */
    ReportPage go(String fragment) {
        page.evaluate("""
                fragment => new Promise(done => {
                  if (location.hash === '#' + fragment) {
                    done();
                  }
                  addEventListener('hashchange', () => setTimeout(done), {once: true});
                  location.hash = fragment;
                })
                """, fragment);
        return ready();
    }

    /** Until the view stands. */
    ReportPage ready() {
        page.locator("html[data-ready]").waitFor();
        return this;
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    String fragment() {
        return page.url().substring(page.url().indexOf('#') + 1);
    }

    /** Where in the window the first point of a chart is drawn. */
    void clickOnPoint(String chart) {
        @SuppressWarnings("unchecked")
        List<Number> place = (List<Number>) page.evaluate("""
                id => {
                  const host = document.getElementById(id);
                  host.scrollIntoView({block: 'center'});
                  const box = host.getBoundingClientRect();
                  const series = host.chart.getOption().series;
                  const of = series.findIndex(one => one.type === 'line' && one.data.length > 0);
                  const [x, y] = host.chart.convertToPixel({seriesIndex: of}, series[of].data[0].value);
                  return [box.left + x, box.top + y];
                }
                """, chart);
        page.mouse().move(place.get(0).doubleValue(), place.get(1).doubleValue());
        page.mouse().click(place.get(0).doubleValue(), place.get(1).doubleValue());
    }

    /** How often the page was put together. */
    int renderings() {
        return ((Number) page.evaluate("performance.getEntriesByName('ready').length")).intValue();
    }

    /** What a chart draws of a line: its points, x and y. */
    @SuppressWarnings("unchecked")
    List<List<Number>> drawn(String chart, String line) {
        return (List<List<Number>>) page.evaluate("""
                ([id, name]) => document.getElementById(id).chart.getOption().series
                  .filter(one => one.name === name && one.type === 'line').flatMap(one => one.data.map(({value}) => value))
                """, List.of(chart, line));
    }

    /** The cells of a table, row by row. */
    List<List<String>> table(String selector) {
        return page.locator(selector + " tbody tr").all().stream()
                .map(row -> row.locator("td").allTextContents())
                .toList();
    }

    /** Dots of colour in the canvas of a chart: none where nothing was drawn. */
    int painted(String chart) {
        return ((Number) page.evaluate("""
                        id => {
                          const canvas = document.querySelector(`#${id} canvas`);
                          const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                          let count = 0;
                          for (let i = 0; i < dots.length; i += 4) {
                            const [r, g, b, a] = [dots[i], dots[i + 1], dots[i + 2], dots[i + 3]];
                            count += a > 200 && Math.max(r, g, b) - Math.min(r, g, b) > 60;
                          }
                          return count;
                        }
                        """, chart)).intValue();
    }

    List<String> complaints() {
        return complaints;
    }

    /** Requests for anything but the page itself. */
    List<String> requestsBeyond(Path report) {
        return requests.stream()
                .filter(url -> !url.startsWith(report.toUri().toString())
                        && !url.startsWith("data:")
                        && !url.startsWith("about:"))
                .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
