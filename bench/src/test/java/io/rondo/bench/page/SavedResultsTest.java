package io.rondo.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedResultsTest {
  private final Path file;

  SavedResultsTest(@TempDir Path folder) {
    this.file = folder.resolve("results.json");
  }

  private void refused(byte[] content, String part) throws IOException {
    Files.write(file, content);
    BenchException refusal =
        assertThrows(
            BenchException.class,
            () -> ReportPage.of(List.of(new Side("A", List.of(SavedResults.read(file))))));
    String line = BenchException.oneLine(refusal);
    assertTrue(line.contains(part), line);
    assertTrue(line.contains(file.toString()), line);
    assertEquals(1, line.lines().count(), line);
    assertFalse(line.contains("REDACTED"), line);
  }

  private static byte[] json(Object results) throws IOException {
    return Json.MAPPER.writeValueAsBytes(results);
  }

  private static byte[] changed(Object results, String what, String to) throws IOException {
    String json = Json.MAPPER.writeValueAsString(results);
    assertTrue(json.contains(what), what);
    return json.replace(what, to).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyKindIsReadBackAsItWasWritten() throws IOException {
    for (Object results :
        List.of(
            PageFixture.run(1),
            PageFixture.compare(1),
            PageFixture.sweep(),
            PageFixture.explain())) {
      Files.write(file, json(results));
      assertEquals(
          Json.MAPPER.readTree(json(results)), SavedResults.read(file).tree(), "as it was written");
    }
  }

  @Test
  void whatIsNoResultsFileGetsOneLine() throws IOException {
    byte[] whole = json(PageFixture.run(1));
    refused(Arrays.copyOf(whole, whole.length / 2), "is no complete results file");
    refused(new byte[0], "its schema is missing");
    refused("hello".getBytes(StandardCharsets.UTF_8), "no complete results file");
    refused(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, "it is not text");
    refused("[1]".getBytes(StandardCharsets.UTF_8), "its schema is missing");
    refused("{\"schema\":2}".getBytes(StandardCharsets.UTF_8), "its schema is 2");
    refused("{\"schema\":1}".getBytes(StandardCharsets.UTF_8), "no environment");
    refused(
        "{\"schema\":1,\"environment\":{},\"rows\":[]}".getBytes(StandardCharsets.UTF_8),
        "it has no rows");
  }

  @Test
  void whatRowsMustHaveIsAskedFor() throws IOException {
    refused(changed(PageFixture.run(1), "\"loop\":", "\"lop\":"), "its row 1 has no loop");
    refused(changed(PageFixture.run(1), "\"n\":20000", "\"n\":\"x\""), "its row 1 has no n");
    refused(
        changed(PageFixture.run(1), "\"loop\":", "\"link\":{\"network\":\"moon\"},\"loop\":"),
        "its row 1 has no usable link");
    refused(
        changed(PageFixture.run(1), "\"loop\":", "\"link\":[],\"loop\":"),
        "its row 1 has no usable link");
    refused(
        changed(PageFixture.run(1), "\"median\":", "\"middle\":"),
        "its row 1 has no opsPerSecond.median");
    refused(
        changed(PageFixture.run(1), "\"samples\":[", "\"samples\":[0,"), "opsPerSecond.samples");
    refused(changed(PageFixture.run(1), "\"histogram\":\"HIST", "\"histogram\":\"????"), "damaged");
    refused(changed(PageFixture.sweep(), "\"over\":\"workers\"", "\"over\":\"height\""), "height");
  }
}
