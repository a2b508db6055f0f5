package io.rondo.bench.python;

import io.rondo.bench.report.Results;
import io.rondo.bench.report.Row;
import io.rondo.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an event loop brings in Python, and what it brings on the JVM: {@code asyncio : uvloop}
 * beside {@code nio : epoll : io_uring}, of the asynchronous rows of one run. There is nothing to
 * say of a run without Python.
 */
public final class LoopRatios {
  private static final List<Function<Row, String>> SOMETIMES_TELLING =
      List.of(
          Row::placement,
          Row::server,
          row -> "n = " + row.n(),
          row -> "x" + row.repeat(),
          row -> row.verified() ? "asserts on" : "asserts off");

  private final List<Row> rows;
  private final List<Function<Row, String>> telling;
  private final List<LoopSide> sides;

  private LoopRatios(Results results) {
    rows =
        results.rows().stream()
            .filter(row -> row.kind() == Row.Kind.WARM && row.scenario().startsWith("async"))
            .toList();
    telling =
        SOMETIMES_TELLING.stream()
            .filter(word -> rows.stream().map(word).distinct().count() > 1)
            .toList();
    sides = rows.stream().anyMatch(LoopRatios::isPython) ? sides() : List.of();
  }

  private static boolean isPython(Row row) {
    return row.client().equals(Python.CLIENT);
  }

  /** Python, then Rondo in each drive; what ran on one loop alone has no ratio. */
  private List<LoopSide> sides() {
    Map<String, List<Row>> byDrive = new LinkedHashMap<>();
    byDrive.put(Python.CLIENT, new ArrayList<>());
    for (Row row : rows) {
      String side = isPython(row) ? Python.CLIENT : row.drive();
      byDrive.computeIfAbsent(side, name -> new ArrayList<>()).add(row);
    }
    boolean manyDrives = byDrive.size() > 2;
    List<LoopSide> all = new ArrayList<>();
    byDrive.forEach(
        (name, own) -> {
          boolean python = name.equals(Python.CLIENT);
          String first = python ? Python.LOOPS.get(0) : "nio";
          all.add(LoopSide.of(own, this::form, first, manyDrives && !python ? ", " + name : ""));
        });
    return all.stream().filter(side -> side.loops().size() > 1).toList();
  }

  /** What is run, whoever runs it. */
  private String form(Row row) {
    return row.scenario()
        + " "
        + row.workers()
        + " workers "
        + row.connections()
        + telling.stream().map(word -> " " + word.apply(row)).collect(Collectors.joining());
  }

  private List<String> forms() {
    return rows.stream()
        .map(this::form)
        .distinct()
        .filter(form -> sides.stream().anyMatch(side -> side.ratio(form).isPresent()))
        .toList();
  }

  /** A table to stand below that of the run; empty where there is nothing to say. */
  public static String table(Results results) {
    LoopRatios ratios = new LoopRatios(results);
    if (ratios.sides.isEmpty()) {
      return "";
    }
    List<String> headings = new ArrayList<>(List.of(""));
    ratios.sides.forEach(side -> headings.add(side.heading()));
    TextTable table = new TextTable(headings);
    for (String form : ratios.forms()) {
      List<String> cells = new ArrayList<>(List.of(form));
      ratios.sides.forEach(side -> cells.add(side.ratio(form).orElse("-")));
      table.add(cells);
    }
    StringBuilder text = new StringBuilder("\nEvent loops side by side: medians as multiples of");
    text.append(" the first one's\n\n").append(table);
    ratios.reasons().forEach(reason -> text.append(reason).append('\n'));
    return text.toString();
  }

  /** Why ratios are missing, each once. */
  private List<String> reasons() {
    return rows.stream()
        .filter(row -> row.opsPerSecond() == null)
        .map(row -> "- " + row.loop() + ": " + row.failure())
        .distinct()
        .toList();
  }

  /** The same results with the ratios as headlines, a line per form. */
  public static Results headlined(Results results) {
    LoopRatios ratios = new LoopRatios(results);
    List<String> lines = ratios.forms().stream().map(ratios::headline).toList();
    return lines.isEmpty() ? results : results.withHeadlines(lines);
  }

  private String headline(String form) {
    return form
        + ": "
        + sides.stream()
            .flatMap(side -> side.ratio(form).map(ratio -> side.heading() + " = " + ratio).stream())
            .collect(Collectors.joining("; "));
  }
}
