package io.rondo.bench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.Version;
import io.rondo.bench.compare.Interval;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.Link;
import io.rondo.bench.page.Side.Place;
import io.rondo.bench.report.Across2017;
import io.rondo.bench.report.Curve;
import io.rondo.bench.report.Dimension;
import io.rondo.bench.report.LoadCurve;
import io.rondo.bench.report.Original2017;
import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the page draws, as one JSON object: the documents as they are, and in each row what can be
 * worked out of it. Rows are told by the place of their document and their own, both from 0.
 */
final class PageModel {
  private static final long SEED = 1;

  private final IdentityHashMap<SavedResults, Integer> documents;
  private final List<Side> sides;

  private PageModel(List<Side> sides) {
    this.sides = sides;
    this.documents = places(sides.stream().flatMap(side -> side.documents().stream()).toList());
  }

  static ObjectNode of(List<Side> sides, List<Changes> changes) {
    PageModel model = new PageModel(sides);
    ObjectNode page = Json.MAPPER.createObjectNode();
    page.put("title", model.title());
    page.put("bench", Version.rondo());
    page.put("source2017", Original2017.SOURCE);
    page.put("sourceAcross2017", Across2017.SOURCE);
    ArrayNode documents = page.putArray("documents");
    for (Side side : sides) {
      side.documents().forEach(one -> documents.add(document(side, one)));
    }
    ArrayNode all = page.putArray("changes");
    changes.forEach(one -> all.add(model.changes(one)));
    return page;
  }

  private String title() {
    return sides.size() > 1
        ? "Rondo bench: results side by side"
        : "Rondo bench: " + sides.get(0).documents().get(0).kind();
  }

  private static ObjectNode document(Side side, SavedResults saved) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("side", side.letter());
    document.put("name", saved.name());
    document.put("kind", saved.kind());
    document.setAll(saved.tree().deepCopy());
    document.put("kind", saved.kind());
    ArrayNode rows = document.putArray("rows");
    saved.rows().forEach(row -> rows.add(row(saved, row)));
    if (saved.tree().hasNonNull("over")) {
      sweep(saved, document);
    }
    if (saved.kind().equals(SavedResults.LOAD)) {
      loads(saved, document);
    }
    return document;
  }

  private static ObjectNode row(SavedResults document, ObjectNode saved) {
    ObjectNode row = saved.deepCopy();
    List<Double> samples = SavedResults.samples(saved);
    if (!samples.isEmpty()) {
      row.putPOJO("interval", Interval.ofMedian(samples, SEED));
    }
    String histogram = saved.path("histogram").asText("");
    if (!histogram.isEmpty()) {
      row.putPOJO("percentiles", percentiles(document, histogram));
    }
    row.remove("histogram");
    if (row.path("load") instanceof ObjectNode load) {
      load.remove(List.of("serviceHistogram", "latenessHistogram"));
    }
    across(saved, row);
    if (document.kind().equals(SavedResults.RUN) && SavedResults.link(saved).isDirect()) {
      original(saved).ifPresent(figures -> row.set("original", figures));
    }
    row.put("command", Reproduction.of(document, saved));
    return row;
  }

  /** The way to the server in words and as a number, and what was published of such a way. */
  private static void across(ObjectNode saved, ObjectNode row) {
    Link link = SavedResults.link(saved);
    if (link.isDirect()) {
      return;
    }
    row.put("across", link.label());
    row.put(Dimension.RTT.field(), link.rtt());
    if (!SavedResults.text(saved, "kind").equals("cold")) {
      Across2017.reproducedBy(
              SavedResults.text(saved, "scenario"),
              SavedResults.text(saved, "connections"),
              saved.path("workers").asInt(),
              SavedResults.text(saved, "loop"))
          .ifPresent(published -> row.putPOJO("across2017", published.figures()));
    }
  }

  private static List<double[]> percentiles(SavedResults document, String histogram) {
    try {
      return Percentiles.of(Latencies.decode(histogram));
    } catch (RuntimeException e) {
      throw new BenchException(
          "can't make a report of "
              + document.name()
              + ": a histogram in it is damaged ("
              + BenchException.oneLine(e)
              + "); measure again",
          e);
    }
  }

  private static Optional<ObjectNode> original(ObjectNode row) {
    if (SavedResults.text(row, "kind").equals("cold")) {
      return Optional.empty();
    }
    return Original2017.reproducedBy(
            SavedResults.text(row, "scenario"),
            SavedResults.text(row, "connections"),
            row.path("workers").asInt(),
            SavedResults.text(row, "loop"))
        .map(
            figure ->
                Json.MAPPER
                    .createObjectNode()
                    .put("function", figure.function())
                    .put("best", figure.best())
                    .put("worst", figure.worst())
                    .put("stdev", figure.stdev()));
  }

  private static Results results(SavedResults saved) {
    try {
      return Json.MAPPER.treeToValue(saved.tree(), Results.class);
    } catch (JsonProcessingException e) {
      throw new BenchException(
          "can't make a report of " + saved.name() + ": " + BenchException.oneLine(e), e);
    }
  }

  private static void loads(SavedResults saved, ObjectNode document) {
    Results results = results(saved);
    IdentityHashMap<Row, Integer> places = places(results.rows());
    ArrayNode curves = document.putArray("loadCurves");
    for (LoadCurve curve : LoadCurve.of(results.rows())) {
      ObjectNode one = curves.addObject();
      one.put("form", curve.form());
      one.put("setting", curve.setting());
      ArrayNode rows = one.putArray("rows");
      curve.rows().forEach(row -> rows.add(places.get(row)));
      curve.knee().ifPresent(row -> one.put("knee", places.get(row)));
    }
  }

  private static void sweep(SavedResults saved, ObjectNode document) {
    Results results = results(saved);
    Dimension over = Objects.requireNonNull(results.over());
    document.put("unit", over.unit());
    document.put("field", over.field());
    IdentityHashMap<Row, Integer> places = places(results.rows());
    ArrayNode curves = document.putArray("curves");
    for (Curve curve : Curve.of(results, over)) {
      ObjectNode one = curves.addObject();
      one.put("form", curve.form());
      one.put("setting", curve.setting());
      ArrayNode rows = one.putArray("rows");
      curve.rows().forEach(row -> rows.add(places.get(row)));
      curve.highest().ifPresent(row -> one.put("highest", places.get(row)));
    }
  }

  /** Where each one stands, equal ones apart. */
  private static <T> IdentityHashMap<T, Integer> places(List<T> all) {
    IdentityHashMap<T, Integer> places = new IdentityHashMap<>();
    all.forEach(one -> places.put(one, places.size()));
    return places;
  }

  private ObjectNode changes(Changes changes) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("side", changes.side());
    ArrayNode pairs = node.putArray("pairs");
    for (Changes.Pair pair : changes.pairs()) {
      ObjectNode one = Json.MAPPER.valueToTree(pair.change());
      one.set("first", place(pair.first()));
      one.set("second", place(pair.second()));
      pairs.add(one);
    }
    ArrayNode onlyFirst = node.putArray("onlyFirst");
    changes.onlyFirst().forEach(one -> onlyFirst.add(place(one)));
    ArrayNode onlySecond = node.putArray("onlySecond");
    changes.onlySecond().forEach(one -> onlySecond.add(place(one)));
    return node;
  }

  private ObjectNode place(Place place) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("document", documents.get(place.document()));
    return node.put("row", place.number());
  }
}
