package io.rondo.bench.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rondo.bench.compare.Change;
import io.rondo.bench.compare.Ratio;
import io.rondo.bench.report.TextTable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What later sides did to the first, as text for a terminal; empty where there is one side. */
public final class ChangeTable {
  private static final String NONE = "-";

  private ChangeTable() {}

  public static String of(List<Side> sides) {
    StringBuilder text = new StringBuilder();
    for (Changes changes : Changes.among(sides)) {
      String letter = changes.side();
      text.append(names(sides.get(0))).append('\n');
      sides.stream()
          .filter(side -> side.letter().equals(letter))
          .forEach(side -> text.append(names(side)).append("\n\n"));
      text.append(table(changes, letter)).append('\n');
      only(text, changes.onlyFirst(), "A");
      only(text, changes.onlySecond(), letter);
    }
    return text.isEmpty() ? "" : text.append(LEGEND).toString();
  }

  private static final String LEGEND =
      """
      A winner takes at least 5 forks on either side, an interval that excludes 1 and an effect
      above the noise. A run is one fork, a comparison has one per block.
      """;

  private static String names(Side side) {
    List<String> names = side.documents().stream().map(SavedResults::name).toList();
    return side.letter() + ": " + String.join(", ", names);
  }

  private static void only(StringBuilder text, List<Side.Place> rows, String letter) {
    if (!rows.isEmpty()) {
      text.append(rows.size()).append(" rows are in ").append(letter).append(" only\n");
    }
  }

  private static String table(Changes changes, String letter) {
    TextTable table =
        new TextTable(
            List.of(
                "row",
                ">A op/s",
                ">" + letter + " op/s",
                ">ratio",
                "95 % interval",
                ">noise",
                ">forks",
                "verdict of " + letter));
    changes.pairs().forEach(pair -> table.add(cells(pair)));
    return table.toString();
  }

  private static List<String> cells(Changes.Pair pair) {
    Change change = pair.change();
    Ratio ratio = change.ratio();
    return List.of(
        title(pair.first().row()),
        median(pair.first()),
        median(pair.second()),
        ratio == null ? NONE : number(ratio.value(), 3),
        ratio == null ? "" : number(ratio.low(), 2) + " - " + number(ratio.high(), 2),
        noise(change.noise()),
        ratio == null ? NONE : String.valueOf(ratio.pairs()),
        change.verdict().label());
  }

  private static String title(ObjectNode row) {
    return String.join(
        " ",
        SavedResults.text(row, "client"),
        SavedResults.text(row, "scenario"),
        String.valueOf(row.path("workers").asInt()),
        SavedResults.text(row, "connections"),
        SavedResults.text(row, "loop"),
        SavedResults.text(row, "drive"),
        SavedResults.text(row, "wait"),
        SavedResults.text(row, "placement") + across(row));
  }

  private static String across(ObjectNode row) {
    String label = SavedResults.link(row).label();
    return label.isEmpty() ? "" : " " + label;
  }

  private static String median(Side.Place place) {
    if (place.row().hasNonNull("opsPerSecond")) {
      return number(place.row().path("opsPerSecond").path("median").asDouble(), 0);
    }
    return place.isLeftOut() ? "left out" : "FAILED";
  }

  private static String noise(@Nullable Double noise) {
    return noise == null ? NONE : number((noise - 1) * 100, 1) + " %";
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
