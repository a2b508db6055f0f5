package io.rondo.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Cell;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
  private static final Cell SYNC = RowFixture.cell(Scenario.SYNC, "nio", 1, Connections.SHARED);
  private static final Results RESULTS =
      new Results(
          RowFixture.ENVIRONMENT,
          List.of(
              RowFixture.cold(SYNC),
              RowFixture.warm(SYNC, true),
              Row.failed(SYNC, "0-1", "it said \"no\", twice")));

  private final Path temporary;

  FormatsTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  private static String page(Object results) {
    return "page of " + results.getClass().getSimpleName();
  }

  @Test
  void jsonIsReadBackAsItWasWritten() {
    Path json = temporary.resolve("copy.json");
    ResultsFolder folder = ResultsFolder.open(temporary.resolve("out"), json, FormatsTest::page);
    folder.save(RESULTS);

    assertEquals(RESULTS, Results.read(json));
    assertEquals(RESULTS, Results.read(temporary.resolve("out").resolve("results.json")));
  }

  @Test
  void rowsOfAnOpenLoopAreReadBackToo() throws IOException {
    ResultsFolder.open(temporary, null, FormatsTest::page).save(LoadFixture.ramps());

    assertEquals(LoadFixture.ramps(), Results.read(temporary.resolve("results.json")));
    List<String> lines = Files.readAllLines(temporary.resolve("results.csv"));
    assertTrue(
        lines.get(0).endsWith(",latenessMaxMicros,latenessBoundMicros,heldUp,invalid"),
        lines.get(0));
    assertTrue(lines.get(1).contains(",poisson,7,10000.0,10000.0,5000,"), lines.get(1));
    String failed = lines.get(lines.size() - 1);
    assertTrue(failed.endsWith(",it ended (at 160000/s)" + ",".repeat(19)), failed);
  }

  @Test
  void jsonHasTheDocumentedNames() throws IOException {
    ResultsFolder.open(temporary, null, FormatsTest::page).save(RESULTS);
    String json = Files.readString(temporary.resolve("results.json"));

    for (String name :
        List.of(
            "schema",
            "environment",
            "rows",
            "kind",
            "client",
            "scenario",
            "loop",
            "channel",
            "drive",
            "wait",
            "workers",
            "connections",
            "placement",
            "n",
            "repeat",
            "verified",
            "opsPerSecond",
            "samples",
            "best",
            "worst",
            "mean",
            "median",
            "stdev",
            "latencyMicros",
            "p50",
            "p90",
            "p99",
            "p999",
            "max",
            "allocatedBytesPerOp",
            "cpuNanosPerOp",
            "failure")) {
      assertTrue(json.contains("\"" + name + "\" : "), name);
    }
  }

  @Test
  void aRowPerLineAndAHistogramPerRow() throws IOException {
    ResultsFolder.open(temporary, null, FormatsTest::page).save(RESULTS);

    List<String> lines = Files.readAllLines(temporary.resolve("results.csv"));
    assertEquals(4, lines.size());
    assertTrue(lines.get(2).contains(",1000.0;1200.0;1100.0;1300.0;1250.0,"), lines.get(2));
    assertTrue(lines.get(3).endsWith(",\"it said \"\"no\"\", twice\""), lines.get(3));
    try (Stream<Path> files = Files.list(temporary)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".hgrm"))
              .sorted()
              .toList();
      assertEquals(2, names.size());
      assertEquals("001-cold-sync-nio-loop-thread-block-1w-shared-free.hgrm", names.get(0));
      assertTrue(Files.readString(temporary.resolve(names.get(0))).contains("#[Mean    ="));
    }
  }

  /** What a reader of the table alone would miss. */
  @Test
  void everyFigureButTheHistogramsIsInTheTable() throws IOException {
    everyFigure(RESULTS);
    everyFigure(LoadFixture.ramps());
    everyFigure(QueueTableTest.killed());
  }

  private void everyFigure(Results results) throws IOException {
    ResultsFolder.open(temporary, null, FormatsTest::page).save(results);
    List<String> lines = Files.readAllLines(temporary.resolve("results.csv"));
    JsonNode rows = Results.readTree(temporary.resolve("results.json")).path("rows");
    for (int i = 0; i < rows.size(); i++) {
      String line = "," + lines.get(i + 1).replace(';', ',') + ",";
      for (String value : values(rows.get(i))) {
        assertTrue(line.contains("," + value + ","), value + " is not in " + line);
      }
    }
  }

  private static List<String> values(JsonNode node) {
    List<String> values = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              if (!field.getKey().toLowerCase(Locale.ROOT).endsWith("histogram")) {
                values.addAll(values(field.getValue()));
              }
            });
    if (node.isArray()) {
      node.forEach(element -> values.addAll(values(element)));
    }
    if (node.isValueNode() && !node.isNull()) {
      String text = node.asText();
      values.add(text.matches("[^\",]*") ? text : '"' + text.replace("\"", "\"\"") + '"');
    }
    return values;
  }

  @Test
  void nothingHalfWrittenIsLeftBehind() throws IOException {
    ResultsFolder.open(temporary, null, FormatsTest::page).save(RESULTS);

    try (Stream<Path> files = Files.list(temporary)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @Test
  void theEndMakesAPage() throws IOException {
    ResultsFolder folder = ResultsFolder.open(temporary, null, FormatsTest::page);
    folder.save(RESULTS);
    assertFalse(Files.exists(temporary.resolve("report.html")));

    folder.finish(RESULTS);
    assertEquals("page of Results", Files.readString(temporary.resolve("report.html")));
  }

  @Test
  void anEarlierFileStaysUntilThereIsARow() throws IOException {
    Path json = temporary.resolve("earlier.json");
    Files.writeString(json, "earlier");
    ResultsFolder folder = ResultsFolder.open(temporary.resolve("out"), json, FormatsTest::page);
    folder.finish(new Results(RowFixture.ENVIRONMENT, List.of()));

    assertEquals("earlier", Files.readString(json));
    assertFalse(Files.exists(temporary.resolve("out")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsFoundBeforeTheRun() {
    Path full = Path.of("/dev/full");
    BenchException refusal =
        assertThrows(
            BenchException.class, () -> ResultsFolder.open(temporary, full, FormatsTest::page));

    assertEquals(
        "can't write results to /dev/full: No space left on device; choose another place",
        BenchException.oneLine(refusal));
    assertTrue(Files.exists(full));
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    BenchException refusal =
        assertThrows(BenchException.class, () -> ResultsFolder.open(file, null, FormatsTest::page));

    assertTrue(BenchException.oneLine(refusal).contains("it is a file, not a folder"));
  }

  @Test
  void filesThatAreNoResultsAreNamedInOneLine() throws IOException {
    Path cutOff = temporary.resolve("cut.json");
    ResultsFolder.open(temporary, null, FormatsTest::page).save(RESULTS);
    String whole = Files.readString(temporary.resolve("results.json"));
    Files.writeString(cutOff, whole.substring(0, whole.length() / 2));
    assertRefused(cutOff, "cut.json is no complete results file");

    Path other = Files.writeString(temporary.resolve("other.json"), "{\"schema\": 7}");
    assertRefused(other, "its schema is 7");

    Path none = Files.writeString(temporary.resolve("none.json"), "hello");
    assertRefused(none, "none.json is no complete results file");

    assertRefused(temporary.resolve("absent.json"), "can't read");
  }

  private static void assertRefused(Path file, String part) {
    BenchException refusal = assertThrows(BenchException.class, () -> Results.read(file));
    assertTrue(BenchException.oneLine(refusal).contains(part), BenchException.oneLine(refusal));
    assertEquals(1, BenchException.oneLine(refusal).lines().count());
  }
}
