package io.rondo.bench.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rondo.bench.compare.Change.Occasion;
import io.rondo.bench.compare.Verdict;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.report.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One or more documents that stand for the same occasion: before a change, say, or a machine.
 *
 * @param letter A for the first side, B for the second, and so on
 */
public record Side(String letter, List<SavedResults> documents) {
  /** What tells cells apart. The same cell in several documents of a side is so many forks. */
  private static final List<String> IDENTITY =
      List.of(
          "client",
          "scenario",
          "workers",
          "connections",
          "connectionCount",
          "batch",
          "valueBytes",
          "loop",
          "drive",
          "wait",
          "placement",
          "server",
          "n",
          "verified");

  /** A row, where it stands, and whose it is. */
  record Place(SavedResults document, int number, ObjectNode row) {
    /** Whether time was over before its turn or end. */
    boolean isLeftOut() {
      return Row.isLeftOut(row.path("failure").textValue());
    }

    /** In a comparison a failure may be of one block, and the row is of the others. */
    boolean hasFailed() {
      return row.hasNonNull("failure") && !isLeftOut() && !document.kind().equals("compare");
    }
  }

  /** Rows that are judged, each cell's together, in order: cold ones, twins and bases are not. */
  Map<String, List<Place>> cells() {
    Map<String, List<Place>> cells = new LinkedHashMap<>();
    for (SavedResults document : documents) {
      int number = 0;
      for (ObjectNode row : document.rows()) {
        boolean judged =
            !SavedResults.text(row, "kind").equals("cold")
                && !row.path("twin").asBoolean(false)
                && !row.path("verdict").asText("").equals(Verdict.BASE.label());
        if (judged) {
          cells
              .computeIfAbsent(identity(row), cell -> new ArrayList<>())
              .add(new Place(document, number, row));
        }
        number++;
      }
    }
    return cells;
  }

  private static String identity(ObjectNode row) {
    StringBuilder identity = new StringBuilder();
    for (String name : IDENTITY) {
      // Documents from before there was such a field have rows of the usual value.
      String usual = name.equals("valueBytes") ? "0" : name.equals("verified") ? "true" : "1";
      identity.append(row.path(name).asText(usual)).append('\n');
    }
    identity.append(row.path("load").path("askedPerSecond").asText(""));
    return identity.append(SavedResults.link(row).label()).toString();
  }

  /** What a cell did: in a comparison a sample is a fork, elsewhere a row is. */
  static Occasion occasion(List<Place> rows) {
    List<Double> forks = new ArrayList<>();
    Double noise = null;
    for (Place place : rows) {
      List<Double> samples = SavedResults.samples(place.row);
      if (place.document.kind().equals("compare")) {
        forks.addAll(samples);
        noise = larger(noise, place.row.path("noise").asDouble(0));
      } else if (!samples.isEmpty()) {
        forks.add(Throughput.of(samples).together());
      }
    }
    return new Occasion(forks, noise);
  }

  private static @Nullable Double larger(@Nullable Double noise, double other) {
    if (other < 1) {
      return noise;
    }
    return noise == null ? Double.valueOf(other) : Double.valueOf(Math.max(noise, other));
  }
}
