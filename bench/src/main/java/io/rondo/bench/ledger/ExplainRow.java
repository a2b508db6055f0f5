package io.rondo.bench.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rondo.bench.report.Ledger;
import io.rondo.bench.report.Row;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code explain}: that of a run, with a ledger, and what else was found.
 *
 * @param groups nanoseconds per command of each group of stages, without the slowest per cent of
 *     commands
 * @param note what could not be found out, and why; empty where all was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExplainRow(
    @JsonUnwrapped Row row,
    @Nullable Map<StageGroup, Double> groups,
    @Nullable Overhead overhead,
    @Nullable Costs costs,
    String note) {

  /** A row that says why it has no figures. */
  public static ExplainRow failed(Row row) {
    return new ExplainRow(row, null, null, null, "");
  }

  @Nullable Ledger ledger() {
    return row.ledger();
  }

  /** What tells it from other rows, in a few words. */
  String title() {
    return Stream.of(
            form(),
            row.loop(),
            row.drive(),
            row.waitStrategy(),
            row.placement(),
            row.server(),
            row.across())
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** The scenario, with its workers where there are several. */
  String form() {
    return row.scenario() + (row.workers() > 1 ? " " + row.workers() : "");
  }
}
