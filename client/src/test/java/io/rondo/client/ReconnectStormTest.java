package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.CountingListener;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A thousand connections are lost at once: their attempts to come back are spread, as {@link
 * Reconnect} promises, and when the server is there again each is open once.
 */
class ReconnectStormTest {
  private static final int CONNECTIONS = 1000;
  private static final Duration BASE = Duration.ofSeconds(1);
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int WINDOWS_DOWN = 8;

  /** On average, says {@link Reconnect}: 2 · N · w / base. */
  private static final double PROMISED = 2.0 * CONNECTIONS * WINDOW_NANOS / BASE.toNanos();

  @OnEveryLoop
  void attemptsAreSpread(Cell cell) throws IOException {
    Downs downs = new Downs();
    try (CountingListener server = CountingListener.start();
        RedisClient client =
            RedisClient.create(
                cell.options(server.port())
                    .withWatchdog(Duration.ZERO)
                    .withMetrics(downs)
                    .withReconnect(Reconnect.waiting().withBackOff(BASE, BASE.multipliedBy(2))))) {
      List<RedisConnection> all = connect(client);
      Eventually.eventually("all are there", () -> server.open() == CONNECTIONS);

      long lost = System.nanoTime();
      server.takeDown();
      long up = lost + WINDOWS_DOWN * WINDOW_NANOS;
      Eventually.eventually("it was down for a while", () -> System.nanoTime() - up > 0);
      server.bringUp();
      Eventually.eventually("all are back", () -> server.open() == CONNECTIONS);
      Eventually.eventually("and know it", () -> all.stream().allMatch(RedisConnection::isOpen));

      assertSpread(server.attempts(), lost);
      assertEquals(CONNECTIONS, server.open(), "one connection each");
      // Half of the first attempts, less what a busy machine puts off; none or all without jitter.
      long early = downs.early.sum();
      assertTrue(early >= CONNECTIONS / 20, () -> early + " came early");
      assertTrue(early <= atMost(CONNECTIONS / 2.0), () -> early + " came early");
    }
  }

  /**
   * Counts connections whose first attempt came after less than half of the longest time before it.
   */
  private static final class Downs implements MetricsListener {
    private final Set<RedisConnection> seen = ConcurrentHashMap.newKeySet();
    final LongAdder early = new LongAdder();

    @Override
    public void commandEnded(String name, long nanos, Outcome outcome) {}

    @Override
    public void connectionReopened(RedisConnection connection, long nanosDown) {
      if (seen.add(connection) && nanosDown < BASE.toNanos() / 2) {
        early.increment();
      }
    }
  }

  private static List<RedisConnection> connect(RedisClient client) {
    List<CompletableFuture<RedisConnection>> opening = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      opening.add(client.connectAsync());
    }
    return opening.stream().map(Eventually::value).toList();
  }

  /** With chance: six standard deviations of so many independent attempts. */
  private static double atMost(double expected) {
    return expected + 6 * Math.sqrt(expected);
  }

  private static void assertSpread(List<Long> attempts, long lost) {
    List<Integer> windows = new ArrayList<>();
    for (long attempt : attempts) {
      int window = (int) ((attempt - lost) / WINDOW_NANOS);
      while (windows.size() <= window) {
        windows.add(0);
      }
      windows.set(window, windows.get(window) + 1);
    }
    String figures = "attempts per 100 ms: " + windows;
    int sum = 0;
    for (int i = 0; i < windows.size(); i++) {
      sum += windows.get(i);
      // From the beginning, for what a busy machine puts off comes later and at once.
      assertTrue(sum <= atMost(PROMISED * (i + 1)), figures);
    }
    assertTrue(attempts.size() >= CONNECTIONS, figures);
  }
}
