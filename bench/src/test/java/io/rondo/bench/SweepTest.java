package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.report.Dimension;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole sweeps, small ones, with real forks; and their reports, made again. */
class SweepTest {
  @ParameterizedTest
  @CsvSource({
    "workers, '1,2', async",
    "depth, '1,10', bulk",
    "value-size, '16,1K', sync",
    "connections, '1,4', async",
    "threads, '1,2', threads"
  })
  void eachDimensionIsMeasured(String over, String at, String scenario, @TempDir Path folder) {
    Bench bench =
        Bench.run(
            "sweep",
            "--quick",
            "--over=" + over,
            "--at=" + at,
            "--scenario=" + scenario,
            "--loop=nio",
            "--drive=loop-thread",
            "-n=200",
            "--repeat=2",
            "--server=canned",
            "--out=" + folder);

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    Results results = Results.read(folder.resolve("results.json"));
    Dimension dimension = Objects.requireNonNull(results.over());
    assertEquals(over, dimension.label());
    List<Row> warm = results.rows().stream().filter(row -> row.kind() == Row.Kind.WARM).toList();
    List<Integer> places =
        List.of(at.replace("1K", "1024").split(",")).stream().map(Integer::valueOf).toList();
    assertEquals(places, warm.stream().map(dimension::of).toList());
    assertTrue(warm.stream().allMatch(row -> row.opsPerSecond() != null));
    assertEquals(1, bench.out().lines().filter(line -> line.contains("<- maximum")).count());
  }

  @Test
  void placesThatDoNotFitIntoTheTimeAreLeftOut(@TempDir Path folder) {
    Bench bench =
        Bench.run(
            "sweep",
            "--over=threads",
            "--at=1,2",
            "--loop=nio",
            "--drive=caller",
            "-n=3000000",
            "--server=canned",
            "--time-limit=2",
            "--out=" + folder);

    assertEquals(0, bench.exitCode(), bench.out() + bench.err());
    List<Row> rows = Results.read(folder.resolve("results.json")).rows();
    assertEquals(2, rows.size());
    assertTrue(rows.stream().allMatch(Row::isLeftOut));
    assertEquals(
        2, bench.out().lines().filter(line -> line.contains("  left out: the time")).count());
  }

  @Test
  void aReportIsMadeAgainFromTheResultsAlone(@TempDir Path folder) throws IOException {
    Bench measured =
        Bench.run(
            "--quick",
            "-n=100",
            "--repeat=2",
            "--scenario=sync",
            "--loop=nio",
            "--drive=caller",
            "--server=canned",
            "--out=" + folder);
    assertEquals(0, measured.exitCode(), measured.err());
    Path json = folder.resolve("results.json");
    String first = Files.readString(folder.resolve("report.html"));
    Files.delete(folder.resolve("report.html"));

    Bench again = Bench.run("report", json.toString());

    assertEquals(0, again.exitCode(), again.err());
    assertEquals("Report in " + folder.resolve("report.html") + "\n", again.out());
    // The name of the file is the one thing that differs.
    assertEquals(
        first,
        Files.readString(folder.resolve("report.html")).replace(json.toString(), "results.json"));
  }

  @Test
  void twoFilesAreHeldAgainstEachOther(@TempDir Path folder) throws IOException {
    for (String side : List.of("before", "after")) {
      Bench measured =
          Bench.run(
              "--quick",
              "-n=100",
              "--repeat=2",
              "--scenario=sync",
              "--loop=nio",
              "--drive=caller",
              "--server=canned",
              "--out=" + folder.resolve(side));
      assertEquals(0, measured.exitCode(), measured.err());
    }
    Path before = folder.resolve("before").resolve("results.json");
    Path after = folder.resolve("after").resolve("results.json");
    Path page = folder.resolve("both.html");

    Bench report = Bench.run("report", before.toString(), after.toString(), "--out=" + page);

    assertEquals(0, report.exitCode(), report.err());
    assertTrue(
        report.out().lines().anyMatch(line -> line.matches("rondo sync .*undecided")),
        report.out());
    assertTrue(Files.readString(page).contains("\"undecided\""));

    List<String> copies = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      copies.add(Files.copy(before, folder.resolve(i + ".json")).toString());
    }
    String five = String.join(",", copies);
    Bench same = Bench.run("report", five, five, "--out=" + page);
    assertEquals(0, same.exitCode(), same.err());
    assertTrue(
        same.out().lines().anyMatch(line -> line.matches("rondo sync .* 5 +tie")), same.out());
  }
}
