package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.Load;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole loads, small ones, with real forks. */
class LoadTest {
  /** On a machine that is busy with other things, a sender is late. */
  private static final String UNHURRIED = "--lateness=10s";

  private final Path folder;

  LoadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<Row> rows() {
    return Results.read(folder.resolve("results.json")).rows();
  }

  @Test
  void aRateIsKeptByRondoAndItsPeers() throws IOException {
    Bench bench =
        Bench.run(
            "load",
            "--quick",
            "--rate=2/s",
            "--duration=3s",
            "--schedule=poisson",
            "--seed=23",
            "--client=rondo,lettuce",
            "--loop=nio",
            "--scenario=async,async-pipe",
            "--value-size=100",
            UNHURRIED,
            "--out=" + folder);

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    assertEquals("load", Results.read(folder.resolve("results.json")).kind());
    assertEquals(4, rows().size());
    for (Row row : rows()) {
      Load load = Objects.requireNonNull(row.load());
      assertTrue(load.isValid(), load.toString());
      assertEquals(2, load.askedPerSecond());
      assertEquals(6, load.requests());
      assertEquals(23, load.seed());
      assertEquals(6, Latencies.decode(Objects.requireNonNull(row.histogram())).getTotalCount());
      assertEquals(6, Latencies.decode(load.latenessHistogram()).getTotalCount());
      assertEquals(6, Latencies.decode(load.serviceHistogram()).getTotalCount());
      assertNotNull(row.opsPerSecond());
      assertEquals(load.reachedPerSecond(), row.opsPerSecond().median());
    }
    assertTrue(bench.out().contains("poisson schedule, seed 23, 3.0 s"), bench.out());
    assertTrue(bench.out().contains(": keeps up with 2/s (response time p50 "), bench.out());
    List<String> csv = Files.readAllLines(folder.resolve("results.csv"));
    assertTrue(csv.get(0).contains(",askedPerSecond,reachedPerSecond,"), csv.get(0));
    assertEquals(5, csv.size());
    assertTrue(Files.readString(folder.resolve("report.html")).contains("loadCurves"));
  }

  @Test
  void aRateThatCantBeSentIsSaidSoWithWhatWasReached() {
    Bench bench =
        Bench.run(
            "load",
            "--quick",
            "--rate=8M/s",
            "--duration=1s",
            "--loop=nio",
            "--server=canned",
            "--out=" + folder);

    assertEquals(1, bench.exitCode(), bench.out());
    assertTrue(
        bench
            .err()
            .lines()
            .anyMatch(
                line ->
                    line.matches(
                        "bench: no rate was kept: of 8000000/s asked \\d+/s were reached \\(.+\\);"
                            + " ask for less, or find what can be kept with --ramp --rate \\d+/s")),
        bench.err());
    Load load = Objects.requireNonNull(rows().get(0).load());
    assertTrue(load.reachedPerSecond() < 8_000_000 && load.reachedPerSecond() > 0);
    assertTrue(bench.out().contains("invalid rondo async nio at 8000000/s: "), bench.out());
    assertTrue(bench.out().contains("does not keep up with 8000000/s"), bench.out());
  }

  @Test
  void aRampWhoseFirstRateIsNotKeptEnds() {
    Bench bench =
        Bench.run(
            "load",
            "--quick",
            "--ramp",
            "--rate=50/s",
            "--duration=1s",
            "--loop=nio",
            "--server=canned",
            // Nothing is as punctual as that but by luck.
            "--lateness=1us",
            "--out=" + folder);

    assertEquals(1, bench.exitCode(), bench.out());
    assertEquals(1, rows().size());
    assertNotNull(Objects.requireNonNull(rows().get(0).load()).invalid());
  }
}
