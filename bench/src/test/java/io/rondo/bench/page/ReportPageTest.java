package io.rondo.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The page as text; what a browser makes of it is tested in a browser. */
class ReportPageTest {
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  private static JsonNode data(String page) throws IOException {
    Matcher data = DATA.matcher(page);
    assertTrue(data.find());
    return Json.MAPPER.readTree(data.group(1));
  }

  private static JsonNode document(Object results) throws IOException {
    return data(ReportPage.of(results)).path("documents").path(0);
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Test
  void nothingInTheDataEndsItsElement() throws IOException {
    String page = ReportPage.of(PageFixture.run(1));

    assertFalse(page.contains(PageFixture.HOSTILE));
    assertFalse(page.contains("<script>window.hacked"));
    JsonNode rows = data(page).path("documents").path(0).path("rows");
    assertTrue(
        list(rows).stream()
            .anyMatch(row -> row.path("failure").asText().equals(PageFixture.HOSTILE)));
    assertEquals(3, page.split("</script>", -1).length - 1, "data, library, scripts");
  }

  @Test
  void everythingIsInsideAndNothingMayBeLoaded() {
    String page = ReportPage.of(PageFixture.run(1));

    assertTrue(page.contains("default-src 'none'"));
    assertTrue(page.contains("Apache License, Version 2.0"));
    String markup = page.replaceAll("(?s)(<script[^>]*>).*?</script>", "$1");
    assertFalse(Pattern.compile("(src|href)=").matcher(markup).find());
    assertFalse(markup.contains("@import"));
    List<String> left = new ArrayList<>();
    Matcher marks = Pattern.compile("/\\*(style|echarts|scripts|data)\\*/").matcher(page);
    while (marks.find()) {
      left.add(marks.group());
    }
    assertEquals(List.of(), left);
  }

  @Test
  void rowsHaveWhatIsDrawn() throws IOException {
    for (JsonNode row : list(document(PageFixture.run(1)).path("rows"))) {
      assertFalse(row.has("histogram"), "its percentiles take its place");
      assertTrue(row.path("command").asText().startsWith("java -jar bench/target/bench.jar run "));
      if (row.path("failure").isNull()) {
        JsonNode interval = row.path("interval");
        double median = row.path("opsPerSecond").path("median").asDouble();
        assertEquals(median, interval.path("median").asDouble(), 1e-6);
        assertTrue(interval.path("low").asDouble() <= median);
        assertTrue(interval.path("high").asDouble() >= median);
        assertTrue(row.path("percentiles").size() > 30);
      }
      boolean past =
          row.path("kind").asText().equals("warm")
              && List.of("sync", "sync-multi", "async").contains(row.path("scenario").asText());
      assertEquals(past, row.has("original"), row.path("scenario").asText());
    }
  }

  @Test
  void theOriginalsFiguresAreThoseOf2017() throws IOException {
    JsonNode row =
        list(document(PageFixture.run(1)).path("rows")).stream()
            .filter(one -> one.path("scenario").asText().equals("sync-multi"))
            .filter(one -> one.has("original"))
            .findFirst()
            .orElseThrow();
    assertEquals("test_sync_pipe", row.path("original").path("function").asText());
    assertEquals(9670.29, row.path("original").path("best").asDouble());
    assertEquals(217.31, row.path("original").path("stdev").asDouble());
  }

  @Test
  void aSweepHasCurvesWithTheirMaxima() throws IOException {
    JsonNode sweep = document(PageFixture.sweep());

    assertEquals("workers", sweep.path("field").asText());
    assertEquals(2, sweep.path("curves").size());
    for (JsonNode curve : sweep.path("curves")) {
      assertEquals(8, curve.path("rows").size(), "the failed one too");
      double most =
          list(curve.path("rows")).stream()
              .mapToDouble(
                  row ->
                      sweep
                          .path("rows")
                          .path(row.asInt())
                          .path("opsPerSecond")
                          .path("median")
                          .asDouble())
              .max()
              .orElseThrow();
      JsonNode highest = sweep.path("rows").path(curve.path("highest").asInt());
      assertEquals(most, highest.path("opsPerSecond").path("median").asDouble());
    }
  }

  @Test
  void ledgersAndHeadlinesComeThrough() throws IOException {
    JsonNode explained = document(PageFixture.explain());

    assertEquals("explain", explained.path("kind").asText());
    assertEquals(1, explained.path("headlines").size());
    JsonNode stages = explained.path("rows").path(3).path("ledger").path("stages");
    assertEquals("flush", stages.path(2).path("name").asText());
    assertEquals("shared", stages.path(2).path("kind").asText());
    assertEquals(540, stages.path(2).path("perCommandNanos").asDouble());
    assertFalse(stages.path(1).has("perCommandNanos"));
  }

  @Test
  void queuesSayWhatWasLost() throws IOException {
    JsonNode queues = document(PageFixture.queues());

    assertEquals("queue", queues.path("kind").asText());
    assertEquals(2, queues.path("headlines").size());
    JsonNode killed = queues.path("rows").path(2);
    assertEquals("queue-list-threads-kill", killed.path("scenario").asText());
    assertEquals(5, killed.path("queue").path("lost").asInt());
    assertEquals("at most once", killed.path("queue").path("delivery").asText());
    assertTrue(killed.path("percentiles").size() > 30);
    assertFalse(queues.path("rows").path(4).has("queue"), "it has failed");
  }

  @Test
  void aComparisonHasHeadlinesAndPercentiles() throws IOException {
    JsonNode compared = document(PageFixture.compare(1));

    assertEquals(2, compared.path("headlines").size());
    assertTrue(compared.path("headlines").path(0).asText().startsWith("sync, same, server"));
    assertTrue(compared.path("rows").path(0).path("percentiles").size() > 30);
    assertTrue(
        compared.path("rows").path(0).path("command").asText().contains(" --client=rondo,jedis "));
  }
}
