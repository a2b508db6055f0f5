package io.rondo.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.rondo.bench.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page that is open in a browser, with what went wrong in it and what it asked for. */
final class BrowserPage {
  private static final Set<String> PROBLEMS = Set.of("error", "warning", "assert");

  private final Chromium browser;
  private final Set<String> loaded = ConcurrentHashMap.newKeySet();
  private volatile String session = "";
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /**
   * Opens a file.
   *
   * @param width of the window, pixels; below 600 it is a phone
   * @param scheme {@code light} or {@code dark}
   */
  BrowserPage(Chromium browser, Path file, int width, String scheme) throws InterruptedException {
    this.browser = browser;
    browser.onEvent(this::take);
    String target =
        browser
            .call("", "Target.createTarget", Map.of("url", "about:blank"))
            .path("targetId")
            .asText();
    session =
        browser
            .call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
    String loader =
        call("Page.navigate", Map.of("url", file.toUri().toString())).path("loaderId").asText();
    if (!Polling.within(Duration.ofMinutes(1), () -> loaded.contains(loader))) {
      throw new IllegalStateException(file + " is not loaded after a minute");
    }
  }

  private void take(JsonNode event) {
    if (!event.path("sessionId").asText().equals(session)) {
      return; // Of a page that was open before.
    }
    JsonNode parameters = event.path("params");
    switch (event.path("method").asText()) {
      case "Page.lifecycleEvent" -> {
        if (parameters.path("name").asText().equals("load")) {
          loaded.add(parameters.path("loaderId").asText());
        }
      }
      case "Runtime.exceptionThrown" ->
          problems.add(parameters.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (PROBLEMS.contains(parameters.path("type").asText())) {
          problems.add(parameters.path("args").toString());
        }
      }
      case "Log.entryAdded" -> problems.add(parameters.path("entry").toString());
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      default -> {
        // Of no interest.
      }
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return browser.call(session, method, parameters);
  }

  /** Errors and warnings of the console, exceptions, and what the browser complains about. */
  List<String> problems() {
    return problems;
  }

  /** Addresses that were asked for, the page's own among them. */
  List<String> requests() {
    return requests;
  }

  /** The value of a JavaScript expression. */
  JsonNode value(String expression) {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true, or half a minute. */
  boolean becomesTrue(String expression) throws InterruptedException {
    return Polling.within(Duration.ofSeconds(30), () -> value(expression).asBoolean());
  }

  /** The middle of an element, in pixels of the window, after it was brought into view. */
  double[] middleOf(String element) {
    JsonNode middle =
        value(
            "(() => { const it = "
                + element
                + "; it.scrollIntoView({block: 'center', behavior: 'instant'});"
                + " const box = it.getBoundingClientRect();"
                + " return [box.x + box.width / 2, box.y + box.height / 2]; })()");
    return new double[] {middle.path(0).asDouble(), middle.path(1).asDouble()};
  }

  void moveTo(double[] place) {
    mouse("mouseMoved", place, "none");
  }

  void click(double[] place) {
    moveTo(place);
    mouse("mousePressed", place, "left");
    mouse("mouseReleased", place, "left");
  }

  private void mouse(String type, double[] place, String button) {
    call(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", place[0], "y", place[1], "button", button, "clickCount", 1));
  }

  /** A picture of the whole page. */
  void screenshot(Path file) throws IOException {
    JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    Map<String, Object> clip =
        Map.of(
            "x", 0,
            "y", 0,
            "width", size.path("width").asDouble(),
            "height", size.path("height").asDouble(),
            "scale", 1);
    JsonNode picture =
        call(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }
}
