package io.rondo.bench.ledger;

import io.rondo.bench.report.Environment;
import io.rondo.bench.report.Results;
import java.util.List;

/**
 * What {@code explain} writes.
 *
 * @param kind tells it from the results of other commands
 * @param headlines what the differences between cells are made of, a sentence each
 */
public record ExplainResults(
    int schema,
    String kind,
    List<String> headlines,
    Environment environment,
    List<ExplainRow> rows) {

  public static ExplainResults of(
      Environment environment, List<ExplainRow> rows, List<String> headlines) {
    return new ExplainResults(
        Results.SCHEMA, "explain", List.copyOf(headlines), environment, List.copyOf(rows));
  }
}
