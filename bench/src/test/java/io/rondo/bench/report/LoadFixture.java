package io.rondo.bench.report;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.Latencies;
import io.rondo.bench.measure.LatencyMicros;
import io.rondo.bench.measure.Load;
import io.rondo.bench.measure.LoadSpec;
import io.rondo.bench.measure.Measurement;
import io.rondo.bench.measure.Throughput;
import io.rondo.bench.scenario.Connections;
import io.rondo.bench.scenario.Scenario;
import io.rondo.bench.scenario.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** Rows of an open loop for tests; the figures mean nothing. */
public final class LoadFixture {
  private LoadFixture() {}

  public static Cell cell(String loop, double perSecond) {
    LoadSpec load = new LoadSpec(Schedule.POISSON, perSecond, 5_000, 7, 1_000, null, "", null);
    return RowFixture.cell(Scenario.ASYNC, loop, 1, Connections.SHARED).sent(load);
  }

  /** A row of the cell whose latencies grow with its rate. */
  public static Row row(Cell cell, boolean kept) {
    LoadSpec asked = Objects.requireNonNull(cell.load());
    Histogram response = Latencies.histogram();
    double typical = 100_000 + 2 * asked.perSecond() * (kept ? 1 : 50);
    for (int i = 1; i <= 1_000; i++) {
      response.recordValue((long) (typical * (1 + 3.0 / i)));
    }
    double reached = kept ? asked.perSecond() : 0.8 * asked.perSecond();
    Load load =
        new Load(
            asked.schedule(),
            asked.seed(),
            asked.perSecond(),
            reached,
            asked.durationMillis(),
            cell.n(),
            LatencyMicros.of(response),
            LatencyMicros.of(response),
            Latencies.encode(response),
            Latencies.encode(response),
            asked.latenessBoundMicros(),
            0,
            kept ? null : "reached 80.0 % </script><b>");
    return Row.of(
        Row.Kind.WARM,
        cell,
        "0-1",
        new Measurement(
            "FakeChannel",
            Throughput.of(List.of(reached)),
            LatencyMicros.of(response),
            Latencies.encode(response),
            321.5,
            4_567.8,
            2.5,
            null,
            null,
            "1",
            new Measurement.Warmup(3, 60, 100, true),
            null,
            load,
            null));
  }

  /** Two ramps, one of which finds its knee at 40000/s, and a row that failed. */
  public static Results ramps() {
    List<Row> rows = new ArrayList<>();
    for (double rate : new double[] {10_000, 20_000, 40_000, 80_000, 56_600}) {
      rows.add(row(cell("nio", rate), rate <= 40_000));
      rows.add(row(cell("epoll", rate), true));
    }
    rows.add(Row.failed(cell("epoll", 160_000), "0-1", "it ended"));
    List<String> headlines = LoadCurve.of(rows).stream().map(LoadCurve::headline).toList();
    return new Results(RowFixture.ENVIRONMENT, rows).underLoad(headlines);
  }
}
