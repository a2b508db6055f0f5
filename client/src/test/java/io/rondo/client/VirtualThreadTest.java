package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static io.rondo.client.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Blocking calls of virtual threads: they park, and leave the thread that carries them to others.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTest {
  private static final String PINNED = "jdk.VirtualThreadPinned";

  private ExecutorService virtual;

  /** Every event loop in both drives; SPIN keeps its carrier, as it was asked to. */
  static Stream<Cell> thatPark() {
    return Cell.allWaits().filter(cell -> cell.strategy() != WaitStrategy.SPIN);
  }

  @BeforeEach
  void start() throws ReflectiveOperationException {
    virtual =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  @AfterEach
  void end() {
    virtual.shutdownNow();
  }

  private <T> T value(Future<T> future) throws Exception {
    return future.get(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * More wait than there are threads to carry them, each on its own connection, for what only
   * another virtual thread will do.
   */
  @ParameterizedTest
  @MethodSource("thatPark")
  void whoWaitsLeavesItsCarrierToOthers(Cell cell) throws Exception {
    int waiters = Runtime.getRuntime().availableProcessors() + 2;
    try (RedisClient client = cell.client();
        RedisConnection pusher = client.connect()) {
      List<String> lists = new ArrayList<>();
      List<Future<String>> popped = new ArrayList<>();
      List<RedisConnection> connections = new ArrayList<>();
      for (int i = 0; i < waiters; i++) {
        String list = Keys.fresh("list");
        RedisConnection redis = client.lease();
        lists.add(list);
        connections.add(redis);
        popped.add(virtual.submit(() -> redis.sync().run(TEXT.blpop(Duration.ZERO, list)).value()));
      }
      for (RedisConnection redis : connections) {
        eventually("all wait", () -> redis.stats().inFlight() == 1);
      }
      Future<?> pushed =
          virtual.submit(() -> lists.forEach(list -> pusher.sync().run(TEXT.rpush(list, list))));
      value(pushed);
      for (int i = 0; i < waiters; i++) {
        assertEquals(lists.get(i), value(popped.get(i)));
      }
    }
  }

  /** Many on one connection, and platform threads among them, each get their own replies. */
  @ParameterizedTest
  @MethodSource("thatPark")
  void shareAConnectionWithEachOtherAndWithPlatformThreads(Cell cell) throws Exception {
    int each = 200;
    ExecutorService platform = Executors.newFixedThreadPool(3);
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String name = "thread " + i + " ";
        Runnable echoes =
            () -> {
              for (int n = 0; n < each; n++) {
                assertEquals(name + n, redis.sync().run(TEXT.echo(name + n)));
              }
            };
        all.add((i % 8 == 0 ? platform : virtual).submit(echoes));
      }
      for (Future<?> one : all) {
        value(one);
      }
      assertEquals(0, redis.stats().inFlight());
      assertEquals(0, redis.stats().queued());
    } finally {
      platform.shutdownNow();
    }
  }

  /** Everything that blocks, from connect to close. */
  private static void everythingThatBlocks(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      String key = Keys.fresh("virtual");
      assertEquals("OK", redis.sync().run(TEXT.set(key, "1")));
      CompletableFuture<String> future = redis.async().run(TEXT.get(key));
      assertEquals("1", future.join());
      Pipeline pipeline = redis.pipeline();
      pipeline.add(TEXT.incr(key));
      pipeline.add(TEXT.get(key));
      assertEquals(List.of(2L, "2"), pipeline.run());
      Pipeline transaction = redis.transaction();
      transaction.add(TEXT.incr(key));
      assertEquals(List.of(3L), transaction.run());
      assertTrue(redis.sync().scan(at -> TEXT.scan(at)).iterator().hasNext());
      redis.sync().run(TEXT.blpop(Duration.ofMillis(20), Keys.fresh("nothing")));
    }
  }

  @ParameterizedTest
  @MethodSource("thatPark")
  void nothingPins(Cell cell, @TempDir Path folder) throws Exception {
    // Loads the classes: to wait for another thread that does would pin, too.
    value(virtual.submit(() -> everythingThatBlocks(cell)));
    List<RecordedEvent> pinned =
        pinned(
            folder,
            () -> {
              List<Future<?>> all = new ArrayList<>();
              for (int i = 0; i < 8; i++) {
                all.add(virtual.submit(() -> everythingThatBlocks(cell)));
              }
              for (Future<?> one : all) {
                value(one);
              }
              return null;
            });
    assertEquals(List.of(), pinned);
  }

  private static List<RecordedEvent> pinned(Path folder, Callable<?> action) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      action.call();
      recording.stop();
      Path file = folder.resolve("pinned.jfr");
      recording.dump(file);
      return RecordingFile.readAllEvents(file);
    }
  }

  /** Parks while it is initialized, which no JDK can do without the carrier. */
  private static final class Pinning {
    static final boolean DONE = park();

    private static boolean park() {
      LockSupport.parkNanos(1_000_000);
      return true;
    }
  }

  /** That {@link #nothingPins} would see it. */
  @Test
  void whatPinsIsRecorded(@TempDir Path folder) throws Exception {
    List<RecordedEvent> pinned = pinned(folder, () -> value(virtual.submit(() -> Pinning.DONE)));
    assertFalse(pinned.isEmpty());
    assertEquals(PINNED, pinned.get(0).getEventType().getName());
  }
}
