package io.rondo.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.report.LoadFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports in a real browser; their pictures are left in {@code target/report-pages}. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportInBrowserTest {
  private static final int DESKTOP = 1_280;
  private static final int PHONE = 390;

  // The browser may still write into its profile while it ends.
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path profile = Path.of("");

  private static @Nullable Chromium browser;

  private final Path folder;

  ReportInBrowserTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void start() throws IOException {
    Optional<String> executable = Chromium.executable();
    Assumptions.assumeTrue(executable.isPresent(), Chromium.REMEDY);
    browser = Chromium.start(executable.orElseThrow(), profile);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static String page(String kind) {
    return switch (kind) {
      case "run" -> ReportPage.of(PageFixture.run(1));
      case "compare" -> ReportPage.of(PageFixture.compare(1));
      case "sweep" -> ReportPage.of(PageFixture.sweep());
      case "distances" -> ReportPage.of(PageFixture.distances());
      case "explain" -> ReportPage.of(PageFixture.explain());
      case "queue" -> ReportPage.of(PageFixture.queues());
      case "load" -> ReportPage.of(LoadFixture.ramps());
      default ->
          ReportPage.of(
              List.of(
                  side("A", PageFixture.compare(1), PageFixture.run(1)),
                  side("B", PageFixture.compare(1.3), PageFixture.run(0.9))));
    };
  }

  private static Side side(String letter, Object... documents) {
    return new Side(letter, Arrays.stream(documents).map(SavedResults::of).toList());
  }

  private BrowserPage open(String kind, int width, String scheme)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(kind + ".html"), page(kind));
    return new BrowserPage(Objects.requireNonNull(browser), file, width, scheme);
  }

  @ParameterizedTest
  @CsvSource({
    "run, 1280, light, 4",
    "run, 390, dark, 4",
    "run, 390, light, 4",
    "compare, 1280, light, 5",
    "compare, 1280, dark, 5",
    "compare, 390, light, 5",
    "sweep, 1280, light, 2",
    "sweep, 390, dark, 2",
    "distances, 1280, light, 3",
    "distances, 390, dark, 3",
    "explain, 1280, dark, 5",
    "explain, 390, light, 5",
    "queue, 1280, light, 3",
    "queue, 390, dark, 3",
    "load, 1280, light, 2",
    "load, 390, dark, 2",
    "sides, 1280, light, 19",
    "sides, 390, dark, 19"
  })
  void aPageIsDrawnWithoutErrors(String kind, int width, String scheme, int charts)
      throws Exception {
    BrowserPage page = open(kind, width, scheme);
    page.screenshot(Path.of("target", "report-pages", kind + "-" + width + "-" + scheme + ".png"));

    assertEquals(List.of(), page.problems());
    assertEquals(1, page.requests().size(), page.requests().toString());
    assertEquals(charts, page.value("document.querySelectorAll('.chart svg').length").asInt());
    assertTrue(
        page.value(
                "[...document.querySelectorAll('.chart svg')].every((one) =>"
                    + " one.getBoundingClientRect().height > 100 && one.querySelectorAll('path').length > 5)")
            .asBoolean());
    assertEquals(scheme, page.value("theme()").asText());
    assertFalse(page.value("'hacked' in window").asBoolean());
    assertTrue(
        page.value("document.documentElement.scrollWidth <= window.innerWidth").asBoolean(),
        "wider than the window");
    assertTrue(page.value("document.getElementById('environment') !== null").asBoolean());
  }

  @ParameterizedTest
  @CsvSource({
    "run, set+get per second, µs per op",
    "compare, times the best peer, µs per op",
    "sweep, workers, set+get per second",
    "distances, round trip time, set+get per second",
    "load, set+get per second asked, 'response time, µs'",
    "explain, µs of a command, µs per op",
    "queue, task per second, µs per op",
    "sides, B as a multiple of A, µs per op"
  })
  void axesHaveUnits(String kind, String one, String other) throws Exception {
    BrowserPage page = open(kind, DESKTOP, "light");
    String texts =
        page.value(
                "[...document.querySelectorAll('.chart svg text')].map((text) => text.textContent).join('\\n')")
            .asText();

    assertTrue(texts.lines().anyMatch(one::equals), texts);
    assertTrue(texts.lines().anyMatch(other::equals), texts);
  }

  @Test
  void rowsThatFailedOrWereUnsteadyAreMarked() throws Exception {
    BrowserPage page = open("run", DESKTOP, "light");

    assertEquals(1, page.value("document.querySelectorAll('#table tr.failed').length").asInt());
    assertTrue(
        page.value("document.querySelector('#table tr.failed').textContent")
            .asText()
            .contains(PageFixture.HOSTILE));
    assertEquals(
        2, page.value("document.querySelectorAll('#table .mark.unsteady').length").asInt());
    assertEquals(
        1, page.value("document.querySelectorAll('#table .mark.left-out').length").asInt());
    String chart = page.value("document.getElementById('throughput').textContent").asText();
    assertTrue(chart.contains("FAILED"), chart);
    assertTrue(chart.contains("unsteady"), chart);
  }

  @Test
  void aRowCanBeTickedAndAnotherLeftOut() throws Exception {
    BrowserPage page = open("run", DESKTOP, "light");
    String lines =
        "charts.find((one) => one.place.getAttribute('aria-label') === 'Latency by percentile')"
            + ".place.querySelectorAll('path[stroke-width=\"2\"]').length";
    int before = page.value(lines).asInt();
    assertEquals(6, before, "the rows of the first scenario");

    page.click(page.middleOf("document.querySelectorAll('.choices input[data-line]')[1]"));
    assertTrue(page.becomesTrue(lines + " === " + (before - 1)));

    page.click(
        page.middleOf(
            "document.querySelectorAll('.choices .group')[1].querySelector('.whole input')"));
    assertTrue(page.becomesTrue(lines + " > " + before));
    assertEquals(List.of(), page.problems());
  }

  @Test
  void aSeriesCanBeSwitchedOffInTheLegend() throws Exception {
    BrowserPage page = open("run", DESKTOP, "light");
    String dots = "charts[0].place.querySelectorAll('path[fill-opacity=\"0.65\"]').length";
    int before = page.value(dots).asInt();
    assertTrue(before >= 30, "six rows of five repetitions: " + before);

    page.click(
        page.middleOf(
            "[...charts[0].place.querySelectorAll('text')].find((text) => text.textContent === 'repetition')"));
    // The legend's own sign stays.
    assertTrue(page.becomesTrue(dots + " === 1"), page.value(dots).asText());
  }

  @Test
  void aTooltipShowsAValue() throws Exception {
    BrowserPage page = open("run", DESKTOP, "light");
    page.middleOf("charts[0].place");
    double[] point = new double[2];
    for (int i = 0; i < 2; i++) {
      point[i] =
          page.value(
                  "(() => { const one = charts[0]; const row = model.documents[0].rows[1];"
                      + " const at = one.instance.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [row.opsPerSecond.median, 0]);"
                      + " const box = one.place.getBoundingClientRect();"
                      + " return [box.x + at[0], box.y + at[1]]["
                      + i
                      + "]; })()")
              .asDouble();
    }
    page.moveTo(point);

    String median = page.value("number(model.documents[0].rows[1].opsPerSecond.median)").asText();
    assertTrue(
        page.becomesTrue("charts[0].place.innerText.includes('median " + median + " set+get/s')"),
        page.value("charts[0].place.innerText").asText());
  }

  @Test
  void sharedStagesCanBeDividedByTheBatch() throws Exception {
    BrowserPage page = open("explain", DESKTOP, "light");
    String flush =
        "charts[1].instance.getOption().series.find((one) => one.name === 'flush').data[0].value";
    assertEquals(27, page.value(flush).asDouble(), 1e-9);

    page.click(page.middleOf("[...document.querySelectorAll('#ledger button')][1]"));
    assertTrue(page.becomesTrue("Math.abs(" + flush + " - 0.54) < 1e-9"));
  }

  @Test
  void whatWasCountedIsShownBesideTheLedger() throws Exception {
    BrowserPage page = open("explain", DESKTOP, "light");
    String costs =
        page.value("document.querySelector('#ledger .apart + .scroll').innerText").asText();

    for (String part : List.of("wake-ups", "1.75", "12.34", "1.1", "no strace")) {
      assertTrue(costs.contains(part), costs);
    }
  }

  @Test
  void goalsAreShownWithTheirOutcome() throws Exception {
    BrowserPage page = open("compare", DESKTOP, "light");
    String goals = page.value("document.querySelector('#goals tbody').innerText").asText();

    assertTrue(goals.contains("at least 1.00"), goals);
    assertTrue(goals.contains("reached"), goals);
  }

  @Test
  void theMaximumOfASweepIsMarked() throws Exception {
    BrowserPage page = open("sweep", DESKTOP, "light");
    String texts = page.value("charts[0].place.textContent").asText();
    String table = page.value("document.querySelector('#sweep table').textContent").asText();

    assertTrue(texts.contains(" at 50"), texts);
    assertTrue(table.contains("50"), table);
  }

  @Test
  void theKneeOfALoadIsMarkedAndWhatIsInvalidSaysWhy() throws Exception {
    BrowserPage page = open("load", DESKTOP, "light");
    String texts = page.value("charts[0].place.textContent").asText();
    String tables = page.value("document.getElementById('load').innerText").asText();

    assertTrue(texts.contains("knee at 40k/s"), texts);
    assertTrue(tables.contains("reached 80.0 % </script><b>"), tables);
    assertEquals(1, page.value("document.querySelectorAll('#load .mark.faster').length").asInt());
    assertEquals(2, page.value("document.querySelectorAll('#load .mark.invalid').length").asInt());
    assertEquals(0, page.value("document.querySelectorAll('#throughput').length").asInt());
  }

  @Test
  void distancesStandSideBySide() throws Exception {
    BrowserPage page = open("distances", DESKTOP, "light");
    String texts =
        page.value(
                "[...charts[0].place.querySelectorAll('text')].map((one) => one.textContent).join('\\n')")
            .asText();

    for (String place : List.of("0", "250us", "10ms")) {
      assertTrue(texts.lines().anyMatch(place::equals), texts);
    }
    String said = page.value("document.querySelector('.headlines').textContent").asText();
    assertTrue(said.contains("pipelining, sync-pipe over sync,"), said);
  }

  @Test
  void theThemeCanBeChanged() throws Exception {
    BrowserPage page = open("run", DESKTOP, "light");
    page.click(page.middleOf("document.getElementById('theme')"));

    assertTrue(page.becomesTrue("theme() === 'dark'"));
    assertEquals(List.of(), page.problems());
    page.screenshot(Path.of("target", "report-pages", "run-" + PHONE + "-switched.png"));
  }
}
