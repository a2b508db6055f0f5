package io.rondo.bench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.common.Version;
import io.rondo.bench.measure.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The report as one HTML file that needs nothing beside it: style, scripts, the charting library
 * and the data are inside. A content security policy keeps it from loading anything.
 */
public final class ReportPage {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/" + Version.echarts() + "/echarts.common.min.js";

  private ReportPage() {}

  /** Of results that were just measured, of any command. */
  public static String of(Object results) {
    return of(List.of(new Side("A", List.of(SavedResults.of(results)))));
  }

  /** Of saved results, and each later side held against the first. */
  public static String of(List<Side> sides) {
    return page(PageModel.of(sides, Changes.among(sides)));
  }

  private static String page(JsonNode model) {
    return resource("page.html")
        .replace("/*style*/", resource("page.css"))
        .replace("/*echarts*/", resource(LIBRARY))
        .replace("/*scripts*/", scripts())
        // Last, so that nothing in the data is taken for a place to fill in.
        .replace("/*data*/", embedded(model));
  }

  private static String scripts() {
    return resource("page.js")
        + resource("tables.js")
        + resource("charts.js")
        + resource("load.js")
        + resource("main.js");
  }

  /** In a script element HTML ends at the first end tag; JSON has such a sign only in texts. */
  private static String embedded(JsonNode model) {
    try {
      return Json.MAPPER.writeValueAsString(model).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the bench was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
