package io.rondo.bench.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.rondo.bench.report.Environment;
import io.rondo.bench.report.Results;
import java.util.List;

/**
 * What a comparison has found out: {@code results.json} as an object.
 *
 * @param blocks that were asked for
 * @param seed of the order of cells and of the resampling
 * @param method in a sentence, how ratios and verdicts come about
 * @param goals what Rondo is meant to reach, and how far it is; empty where nothing is
 * @param headlines who wins each contest, if that can be said
 */
public record CompareResults(
    int schema,
    String kind,
    Environment environment,
    int blocks,
    long seed,
    String method,
    List<GoalResult> goals,
    List<String> headlines,
    List<CompareRow> rows,
    @JsonIgnore List<Standings> contests) {

  static final String METHOD =
      "a forked JVM per cell and block, contests and cells in random order; those of a contest"
          + " measure by turns, in rounds; ratio: median over blocks of the median over rounds of"
          + " the quotient to the best peer in the same round; interval: 95 % percentile bootstrap"
          + " over blocks; faster or slower only where the interval excludes 1, the effect exceeds"
          + " noise, and there are at least 5 blocks; noise: how far the interval of the same cell"
          + " measured twice reaches from 1";

  /** The rows of a contest. */
  public record Standings(Contest contest, List<CompareRow> rows) {}

  static CompareResults of(
      Environment environment,
      int blocks,
      long seed,
      List<GoalResult> goals,
      List<Standings> contests) {
    List<CompareRow> rows = contests.stream().flatMap(one -> one.rows().stream()).toList();
    List<String> headlines = contests.stream().map(CompareTable::heading).toList();
    return new CompareResults(
        Results.SCHEMA,
        CompareRow.KIND,
        environment,
        blocks,
        seed,
        METHOD,
        goals,
        headlines,
        rows,
        contests);
  }
}
