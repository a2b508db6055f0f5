package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.measure.Calibration;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareTest {
  private static final boolean ON_LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

  @Test
  void comparesInForksAndWritesWhatItFound(@TempDir Path folder) throws IOException {
    Bench bench =
        Bench.run(
            "compare",
            "--client=rondo,jedis",
            "--scenario=bulk",
            "--drive=caller",
            "--batch=100",
            "--placement=free",
            "--server=canned",
            "--quick",
            "--seed=7",
            "--out=" + folder);

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    assertTrue(bench.out().contains("3 cells in 1 contests, 2 blocks: 6 forks"), bench.out());
    assertTrue(bench.out().contains("undecided"), bench.out());
    JsonNode results = Json.MAPPER.readTree(folder.resolve("results.json").toFile());
    assertEquals("compare", results.path("kind").asText());
    assertEquals(7, results.path("seed").asLong());
    assertEquals(3, results.path("rows").size());
    for (JsonNode row : results.path("rows")) {
      assertEquals(2, row.path("blocks").asInt(), row.toString());
      assertTrue(row.path("opsPerSecond").path("median").asDouble() > 0);
      assertTrue(row.path("latencyMicros").path("p999").asDouble() > 0);
      assertTrue(row.path("noise").asDouble() >= 1);
      // The kernel tells on Linux; the canned server is a process of this machine.
      assertEquals(ON_LINUX, row.path("serverCpuNanosPerOp").asDouble() > 0, row.toString());
      assertEquals(ON_LINUX, row.path("serverBusy").asDouble() > 0, row.toString());
      assertEquals("jedis", row.path("bestPeer").asText());
      boolean best = row.path("client").asText().equals("jedis");
      assertEquals(best, row.path("ratio").isNull());
    }
    List<String> verdicts =
        StreamSupport.stream(results.path("rows").spliterator(), false)
            .map(row -> row.path("verdict").asText())
            .toList();
    assertEquals(List.of("undecided", "best peer", "twin"), verdicts);
  }

  @Test
  void countsSystemCallsWhereItCan(@TempDir Path folder) throws IOException {
    Bench bench =
        Bench.run(
            "compare",
            "--client=raw",
            "--scenario=sync",
            "--placement=free",
            "--blocks=1",
            "--server=canned",
            "--out=" + folder);

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    JsonNode row = Json.MAPPER.readTree(folder.resolve("results.json").toFile()).at("/rows/0");
    double calls = row.path("systemCallsPerOp").asDouble();
    if (Calibration.whyNot().isEmpty() && row.path("failure").isNull() && ON_LINUX) {
      // Two writes and two reads, and what the JVM does beside; but not what went before.
      assertTrue(calls >= 4 && calls < 40, row.toString());
    } else {
      assertTrue(row.path("systemCallsPerOp").isNull(), row.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--client=redis-py|--client 'redis-py' is none of rondo, jedis",
        "--scenario=fast|'fast' is none of sync,",
        "--value-size=huge|'huge' is no size: give original, or bytes up to 64M",
        "--value-size=99999999|'99999999' is no size",
        "--batch=0|'0' is not a whole number from 1",
        "--blocks=none|'none' is not a whole number from 1",
        "--drive=fast --client=rondo|--drive 'fast' is none of",
        "--loop=fast --client=rondo|--loop 'fast' is none of",
        "--wait=fast --client=rondo|--wait 'fast' is none of",
        "--placement=same --server=redis://127.0.0.1:1|can't be done: the bench does not start",
        "--preset=everything|'everything' is none of goals",
        "--preset=goals --scenario=sync-multi|nothing to compare: --preset goals has no such contest",
        "--client=jedis --scenario=async|nothing to compare: no client can run these scenarios",
        "--placement=free --server=redis://:x,secret@127.0.0.1:1|no Redis that can be measured",
        "--server=rediss://:secret@h|--server rediss://***@h can't be compared at",
        "--blocs=3|unknown option '--blocs=3'"
      })
  void badInputIsOneLine(String line, String expected) {
    String[] arguments = ("compare " + line).split(" ");

    Bench bench = Bench.run(arguments);

    assertTrue(bench.exitCode() != 0);
    assertEquals(1, bench.err().lines().count(), bench.err());
    assertTrue(bench.err().contains(expected), bench.err());
    assertTrue(!bench.err().contains("secret"), bench.err());
  }
}
