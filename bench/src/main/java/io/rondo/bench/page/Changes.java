package io.rondo.bench.page;

import io.rondo.bench.compare.Change;
import io.rondo.bench.page.Side.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cells that two sides have in common, each judged, and those that only one has.
 *
 * @param side the letter of the second side; the first one is A
 */
public record Changes(
    String side, List<Pair> pairs, List<Place> onlyFirst, List<Place> onlySecond) {
  /** A cell on both sides; its first row stands for it. */
  record Pair(Place first, Place second, Change change) {}

  static Changes of(Side first, Side second) {
    Map<String, List<Place>> before = first.cells();
    Map<String, List<Place>> after = second.cells();
    List<Pair> pairs = new ArrayList<>();
    List<Place> onlyFirst = new ArrayList<>();
    before.forEach(
        (cell, rows) -> {
          List<Place> match = after.remove(cell);
          if (match == null) {
            onlyFirst.add(rows.get(0));
          } else {
            pairs.add(new Pair(rows.get(0), match.get(0), change(rows, match)));
          }
        });
    List<Place> onlySecond = after.values().stream().map(rows -> rows.get(0)).toList();
    return new Changes(second.letter(), List.copyOf(pairs), List.copyOf(onlyFirst), onlySecond);
  }

  private static Change change(List<Place> rows, List<Place> match) {
    if (rows.stream().anyMatch(Place::hasFailed) || match.stream().anyMatch(Place::hasFailed)) {
      return Change.failed(); // What the other runs of a side found does not make up for it.
    }
    return rows.stream().allMatch(Place::isLeftOut) || match.stream().allMatch(Place::isLeftOut)
        ? Change.unknown()
        : Change.of(Side.occasion(rows), Side.occasion(match));
  }

  /** Each later side against the first. */
  static List<Changes> among(List<Side> sides) {
    return sides.stream().skip(1).map(side -> of(sides.get(0), side)).toList();
  }
}
