package io.rondo.bench.report;

import io.rondo.bench.measure.RoundTrip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** At which distances pipelining, concurrency and the event loop matter, by a sweep over them. */
final class RttFindings {
  static final String LEGEND =
      "Quotients of medians. In brackets what does not matter: repetitions of both overlap, or they"
          + " differ by less than 5 %.\n";

  private final List<Row> rows;
  private final List<Effect> effects = new ArrayList<>();

  private RttFindings(List<Row> all) {
    rows =
        all.stream()
            .filter(row -> row.kind() == Row.Kind.WARM && row.opsPerSecond() != null)
            .toList();
  }

  static List<Effect> of(List<Row> rows) {
    RttFindings findings = new RttFindings(rows);
    findings.quotients(
        "pipelining, sync-pipe over sync,", is("sync-pipe"), is("sync"), Curve::setting);
    findings.quotients(
        "pipelining, async-pipe over async,",
        is("async-pipe"),
        is("async"),
        row -> row.workers() + " workers " + row.connections() + " " + Curve.setting(row));
    findings.quotients(
        "concurrency, many workers over one in async,",
        is("async").and(row -> row.workers() > 1),
        is("async").and(row -> row.workers() == 1),
        row -> row.connections() + " " + Curve.setting(row));
    findings.loops();
    return List.copyOf(findings.effects);
  }

  private static Predicate<Row> is(String scenario) {
    return row -> row.scenario().equals(scenario);
  }

  /** Rows of the same setting and distance, one held against the other. */
  private void quotients(
      String name, Predicate<Row> more, Predicate<Row> less, Function<Row, String> setting) {
    Map<String, Map<Integer, Row>> faster = byPlace(more, setting);
    Map<String, Map<Integer, Row>> slower = byPlace(less, setting);
    faster.forEach(
        (on, places) -> {
          List<Effect.Point> points = new ArrayList<>();
          Map<Integer, Row> others = slower.getOrDefault(on, Map.of());
          places.forEach(
              (rtt, row) -> {
                Row other = others.get(rtt);
                if (other != null) {
                  points.add(point(row, other, ""));
                }
              });
          add(name, on, points);
        });
  }

  private Map<String, Map<Integer, Row>> byPlace(
      Predicate<Row> wanted, Function<Row, String> setting) {
    Map<String, Map<Integer, Row>> groups = new LinkedHashMap<>();
    rows.stream()
        .filter(wanted)
        .forEach(
            row ->
                groups
                    .computeIfAbsent(setting.apply(row), on -> new TreeMap<>())
                    .put(Dimension.RTT.of(row), row));
    return groups;
  }

  /** The fastest event loop over the slowest. */
  private void loops() {
    Map<String, Map<Integer, List<Row>>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      String on =
          Curve.form(row, Dimension.RTT)
              + " "
              + Curve.setting(row).substring(row.loop().length() + 1);
      groups
          .computeIfAbsent(on, setting -> new TreeMap<>())
          .computeIfAbsent(Dimension.RTT.of(row), rtt -> new ArrayList<>())
          .add(row);
    }
    Comparator<Row> bySpeed = Comparator.comparingDouble(Curve::median);
    groups.forEach(
        (on, places) -> {
          List<Effect.Point> points = new ArrayList<>();
          for (List<Row> loops : places.values()) {
            if (loops.size() > 1) {
              Row fastest = loops.stream().max(bySpeed).orElseThrow();
              points.add(
                  point(fastest, loops.stream().min(bySpeed).orElseThrow(), " " + fastest.loop()));
            }
          }
          add("event loop, fastest over slowest,", on, points);
        });
  }

  private static Effect.Point point(Row more, Row less, String note) {
    return new Effect.Point(
        Dimension.RTT.of(more),
        Objects.requireNonNull(more.opsPerSecond()),
        Objects.requireNonNull(less.opsPerSecond()),
        note);
  }

  private void add(String name, String on, List<Effect.Point> points) {
    if (!points.isEmpty()) {
      effects.add(new Effect(name, on, List.copyOf(points)));
    }
  }

  /** A line per effect, a column per distance. */
  static String table(List<Effect> effects) {
    TreeSet<Integer> places = new TreeSet<>();
    effects.forEach(effect -> effect.points().forEach(point -> places.add(point.rttMicros())));
    List<String> headings = new ArrayList<>(List.of("what", "on"));
    places.forEach(rtt -> headings.add(">" + RoundTrip.text(rtt)));
    headings.add("");
    TextTable table = new TextTable(headings);
    for (Effect effect : effects) {
      List<String> cells = new ArrayList<>(List.of(effect.name(), effect.on()));
      for (int rtt : places) {
        cells.add(
            effect.points().stream()
                .filter(point -> point.rttMicros() == rtt)
                .map(Effect.Point::text)
                .findFirst()
                .orElse("-"));
      }
      cells.add(effect.verdict());
      table.add(cells);
    }
    return table.toString();
  }
}
