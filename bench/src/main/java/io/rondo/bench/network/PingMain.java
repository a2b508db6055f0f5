package io.rondo.bench.network;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.Passwords;
import io.rondo.bench.measure.Cores;
import io.rondo.bench.measure.CpuMeter;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.ParentWatch;
import io.rondo.bench.report.LinkCost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the way to a server costs: reads a {@link PingSpec} from the first line of its
 * standard input, writes a {@link LinkCost} in a line. A JVM of its own, so that it runs on the
 * cores and in the namespace of the clients.
 */
public final class PingMain {
  private static final int WARMUP_MILLIS = 250;
  private static final int MEASURE_MILLIS = 300;

  /** PINGs that one form sends before it is the other one's turn. */
  private static final int TURN = 10;

  private PingMain() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null) {
      throw new IllegalStateException("the bench starts this class itself, with a way to measure");
    }
    ParentWatch watch = new ParentWatch(in);
    watch.start();
    try {
      LinkCost cost = measure(Json.MAPPER.readValue(line, PingSpec.class));
      System.out.println(Json.MAPPER.writeValueAsString(cost));
      System.out.flush();
    } catch (RuntimeException e) {
      System.err.println(Passwords.hide(BenchException.oneLine(e)));
      System.exit(1);
    }
    watch.release();
    System.exit(0);
  }

  private static LinkCost measure(PingSpec spec) {
    PingSpec.Proxied proxied = spec.proxied();
    try (Pinger direct = new Pinger(spec.directUri());
        Pinger near = new Pinger(proxied == null ? spec.directUri() : proxied.nearUri())) {
      List<Pinger> inTurn = proxied == null ? List.of(direct) : List.of(direct, near);
      inTurns(WARMUP_MILLIS, TURN, inTurn, Pinger::ping);
      inTurns(WARMUP_MILLIS, 1, inTurn, Pinger::pipeline);
      inTurn.forEach(Pinger::reset);
      inTurns(MEASURE_MILLIS, TURN, inTurn, Pinger::ping);
      inTurns(MEASURE_MILLIS, 1, inTurn, Pinger::pipeline);
      return new LinkCost(
          spec.link(),
          direct.medianMicros(),
          direct.perSecond(),
          proxied == null ? null : proxy(proxied, near));
    }
  }

  private static LinkCost.Proxy proxy(PingSpec.Proxied proxied, Pinger near) {
    @Nullable CpuMeter cpu = CpuMeter.of(proxied.pid());
    try (Pinger far = new Pinger(proxied.farUri())) {
      inTurns(WARMUP_MILLIS, TURN, List.of(far), Pinger::ping);
      far.reset();
      long before = cpu == null ? 0 : cpu.nanos();
      inTurns(MEASURE_MILLIS, TURN, List.of(far), Pinger::ping);
      return new LinkCost.Proxy(
          Cores.allowedTo(proxied.pid()),
          near.medianMicros(),
          near.perSecond(),
          far.medianMicros(),
          cpu == null ? null : (cpu.nanos() - before) / 1_000.0 / far.pings());
    }
  }

  /** At least a turn each, then turns until the time is over. */
  private static void inTurns(
      int millis, int each, List<Pinger> pingers, Consumer<Pinger> question) {
    long start = System.nanoTime();
    do {
      for (Pinger pinger : pingers) {
        for (int i = 0; i < each; i++) {
          question.accept(pinger);
        }
      }
    } while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
