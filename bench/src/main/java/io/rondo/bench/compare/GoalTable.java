package io.rondo.bench.compare;

import io.rondo.bench.report.TextTable;
import java.util.List;
import java.util.Locale;

/** What Rondo is meant to reach, and how far it is, as text. */
public final class GoalTable {
  private static final List<String> HEADINGS =
      List.of(
          "goal",
          "placement",
          "server",
          "Rondo",
          "figure",
          "to",
          ">wanted",
          ">ratio",
          "95 % interval",
          "outcome");

  private GoalTable() {}

  /** The table; empty where there are no goals. */
  public static String of(List<GoalResult> results) {
    if (results.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(HEADINGS);
    results.forEach(result -> table.add(cells(result)));
    long reached =
        results.stream().filter(one -> one.outcome() == GoalResult.Outcome.REACHED).count();
    return "\nGoals: " + reached + " of " + results.size() + " reached\n" + table;
  }

  private static List<String> cells(GoalResult result) {
    Ratio ratio = result.ratio();
    return List.of(
        result.form(),
        result.placement(),
        result.server(),
        result.loop() + " " + result.drive() + " " + result.waitStrategy(),
        result.figure().label(),
        result.rival() == null ? "-" : result.rival(),
        wanted(result),
        ratio == null ? "-" : number(ratio.value()),
        ratio == null ? "" : number(ratio.low()) + " - " + number(ratio.high()),
        result.outcome().label());
  }

  private static String wanted(GoalResult result) {
    String relation = result.figure().isMoreBetter() ? ">= " : "<= ";
    String interval =
        result.intervalBound() == null ? "" : " (from " + number(result.intervalBound()) + ")";
    return relation + number(result.bound()) + interval;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
