package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole explanations, small ones, with real forks and real servers. */
class ExplainTest {
  private final Path temporary;

  ExplainTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  private JsonNode results() throws IOException {
    return Json.MAPPER.readTree(temporary.resolve("results.json").toFile());
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.path(field).asText()));
    return texts;
  }

  @Test
  void everyRowHasALedgerThatAddsUp() throws IOException {
    Bench bench =
        Bench.run(
            "explain",
            "--quick",
            "-n=400",
            "--scenario=sync,sync-multi,async",
            "--loop=nio",
            "--workers=8",
            "--sample=4",
            "--out=" + temporary);

    assertEquals(0, bench.exitCode(), bench.err());
    JsonNode results = results();
    assertEquals("explain", results.path("kind").asText());
    assertEquals(5, results.path("rows").size());
    for (JsonNode row : results.path("rows")) {
      JsonNode ledger = row.path("ledger");
      assertTrue(ledger.path("sampled").asInt() > 0, row::toString);
      double share = 0;
      for (JsonNode stage : ledger.path("stages")) {
        share += stage.path("share").asDouble();
        assertEquals(stage.path("kind").asText().equals("shared"), stage.has("perCommandNanos"));
      }
      assertEquals(1, share, 1e-9);
      JsonNode costs = row.path("costs");
      boolean sync = !row.path("scenario").asText().equals("async");
      assertTrue(costs.path("flushes").asDouble() > 0, row::toString);
      assertTrue(costs.path("allocatedBytes").asDouble() > 0, row::toString);
      assertEquals(
          row.path("drive").asText().equals("loop-thread"),
          costs.path("loopCpuNanos").asDouble() > 0);
      assertTrue(!sync || costs.path("callerCpuNanos").asDouble() > 0, row::toString);
      assertTrue(row.path("overhead").path("blocks").asInt() >= 8, row::toString);
      assertTrue(
          texts(ledger.path("estimates"), "name")
              .containsAll(List.of("server", "client on canned replies", "client without I/O")),
          row::toString);
    }
  }

  @Test
  void whatABatchSharesIsDividedByIt() throws IOException {
    Bench bench =
        Bench.run(
            "explain",
            "--quick",
            "-n=400",
            "--scenario=async",
            "--loop=nio",
            "--workers=50",
            "--sample=4",
            "--out=" + temporary);

    assertEquals(0, bench.exitCode(), bench.err());
    JsonNode row = results().path("rows").get(0);
    assertTrue(row.path("costs").path("commandsPerFlush").asDouble() > 1, row::toString);
    for (JsonNode stage : row.path("ledger").path("stages")) {
      if (stage.path("name").asText().equals("flush")) {
        assertTrue(
            stage.path("perCommandNanos").asDouble() < stage.path("meanNanos").asDouble(),
            stage::toString);
      }
    }
  }

  @Test
  void theDifferenceOfTwoRowsIsTakenApart() throws IOException {
    Bench bench =
        Bench.run(
            "explain",
            "--quick",
            "-n=400",
            "--scenario=sync",
            "--loop=nio",
            "--between=caller:loop-thread",
            "--out=" + temporary);

    assertEquals(0, bench.exitCode(), bench.err());
    assertEquals(1, results().path("headlines").size());
    String headline = results().path("headlines").get(0).asText();
    for (String group :
        List.of("event loop", "hand-off", "codec", "others in the batch", "waiting")) {
      assertTrue(headline.contains(group), headline);
    }
    assertTrue(headline.startsWith("sync, nio, block, free: caller -> loop-thread:"), headline);
    assertTrue(bench.out().contains(headline), bench.out());
    assertTrue(bench.out().contains("end to end"), bench.out());
    List<String> csv = Files.readAllLines(temporary.resolve("results.csv"));
    assertTrue(csv.get(0).startsWith("scenario,workers,loop,"), csv.get(0));
    assertTrue(csv.stream().anyMatch(line -> line.contains(",encode,")), csv::toString);
    assertTrue(csv.stream().anyMatch(line -> line.contains(",estimate,server,")), csv::toString);
  }

  @Test
  void aPairThatIsNoneIsRefusedInOneLine() {
    Bench bench = Bench.run("explain", "--between=nio", "--out=" + temporary.resolve("none"));
    assertEquals(1, bench.exitCode());
    assertEquals(
        "bench: --between 'nio' is no pair of labels: write two, such as nio:epoll\n", bench.err());
    assertFalse(Files.exists(temporary.resolve("none")));
  }
}
