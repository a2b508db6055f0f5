package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.rondo.client.support.Busy;
import io.rondo.client.support.Cell;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import io.rondo.client.support.TestRedis;
import io.rondo.client.support.Traces;
import io.rondo.client.support.Traces.Trace;
import io.rondo.resp.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the stages tell the truth: time that is put into one of them must come out in that one
 * and in no other. Commands with the delay and without come in random order, so that what else the
 * machine does hits both alike.
 *
 * <p>A stage has two speeds, depending on whether the core that it needs was asleep, and a delay
 * elsewhere changes how often it was. That moves the quantiles where one speed gives way to the
 * other; a delay within the stage moves all of them. So a stage rises by what its quantiles rise by
 * in the middle.
 */
class TraceHonestyTest {
  /** Far more than a busy machine adds to, or takes from, what is usual. */
  private static final long DELAY_NANOS = 1_000_000;

  /** Less: the other threads may have gone to sleep meanwhile, and the stage itself be quicker. */
  private static final long MUST_RISE_NANOS = 700_000;

  private static final long MAY_RISE_NANOS = 300_000;
  private static final int ROUNDS = 150;

  /** Low ones: what else the machine does only adds to times, and leaves these alone. */
  private static final double[] QUANTILES = {0.05, 0.1, 0.2, 0.33, 0.5};

  /**
   * Between two commands everybody is left to go to sleep, whoever had been delayed: how fast a
   * core wakes up depends on how long it slept.
   */
  private static final long PAUSE_NANOS = 600_000;

  /** Where the delay is put. */
  private enum Place {
    ENCODE(Stage.ENCODE),
    FLUSH(Stage.FLUSH),
    SERVER(Stage.SERVER),
    DECODE(Stage.DECODE),
    COMPLETE(Stage.COMPLETE);

    final Stage stage;

    Place(Stage stage) {
      this.stage = stage;
    }
  }

  /** What is delayed now, and by how much. */
  private static final class Delays {
    /** The server waits for one per command: no reply is to come before its completion is there. */
    final Semaphore submitted = new Semaphore(0);

    private volatile Place place = Place.ENCODE;
    private volatile long nanos;

    void at(Place newPlace, long newNanos) {
      place = newPlace;
      nanos = newNanos;
    }

    void passing(Place here) {
      Busy.spin(place == here ? nanos : 0);
    }

    /** Asleep: a server that spins takes the core of the thread that is still in its flush. */
    void asleep(Place here) {
      long until = System.nanoTime() + nanos;
      while (place == here && System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
    }
  }

  /** Text that takes its time to become a String, which the client asks for when it encodes. */
  private record SlowText(Delays delays) implements CharSequence {
    private static final String TEXT = "text";

    @Override
    public int length() {
      return TEXT.length();
    }

    @Override
    public char charAt(int index) {
      return TEXT.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return TEXT.subSequence(start, end);
    }

    @Override
    public String toString() {
      delays.passing(Place.ENCODE);
      return TEXT;
    }
  }

  /** Nearer to the wire than the client's own handler. */
  private static final class SlowFlush extends ChannelOutboundHandlerAdapter {
    private final Delays delays;

    SlowFlush(Delays delays) {
      this.delays = delays;
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
      delays.passing(Place.FLUSH);
      ctx.flush();
    }
  }

  /** Stands before the server, passes commands and one-line replies on, and delays them. */
  private static ScriptedServer proxy(Delays delays) {
    int target = TestRedis.shared().port();
    return ScriptedServer.start(
        session -> {
          try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), target)) {
            redis.setTcpNoDelay(true);
            while (true) {
              List<String> words = session.command();
              delays.submitted.acquireUninterruptibly();
              delays.asleep(Place.SERVER);
              redis.getOutputStream().write(encoded(words));
              session.write(line(redis.getInputStream()));
            }
          }
        });
  }

  private static byte[] encoded(List<String> words) {
    StringBuilder text = new StringBuilder("*" + words.size() + "\r\n");
    words.forEach(word -> text.append(Session.bulk(word)));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    byte[] bytes = new byte[64];
    int length = 0;
    while (length < 2 || bytes[length - 1] != '\n') {
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) {
        throw new IOException("the server has gone");
      }
      length += read;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** By how much the stages rise when {@code place} is delayed. */
  private static Map<Stage, Long> rises(
      Cell cell, Place place, BiFunction<CommandQueue, Boolean, Tracing> tracing, Traces traces) {
    Delays delays = new Delays();
    try (ScriptedServer server = proxy(delays);
        RedisClient client = RedisClient.create(cell.options(server.port()).withTracing(tracing));
        RedisConnection redis = client.connect()) {
      redis.core().link().channel().pipeline().addFirst(new SlowFlush(delays));
      Command<String> command =
          Command.of("SET", Replies.status(), "honest", new SlowText(delays))
              .map(
                  ok -> {
                    delays.passing(Place.DECODE);
                    return ok;
                  });
      Random order = new Random();
      Map<Stage, long[]> undelayed = new EnumMap<>(Stage.class);
      Map<Stage, long[]> delayed = new EnumMap<>(Stage.class);
      for (int round = -ROUNDS / 4; round < ROUNDS; round++) {
        // At random, for a command also feels what the last one left behind: who sleeps, and where.
        boolean delayedFirst = order.nextBoolean();
        for (boolean delay : new boolean[] {delayedFirst, !delayedFirst}) {
          delays.at(place, delay ? DELAY_NANOS : 0);
          keep(delay ? delayed : undelayed, round, run(redis, command, delays, traces));
        }
      }
      Map<Stage, Long> rises = new EnumMap<>(Stage.class);
      for (Stage stage : Stage.values()) {
        rises.put(stage, rise(undelayed.get(stage), delayed.get(stage)));
      }
      return rises;
    }
  }

  private static Trace run(
      RedisConnection redis, Command<String> command, Delays delays, Traces traces) {
    Busy.spin(PAUSE_NANOS);
    redis.async().run(command).whenComplete((value, error) -> delays.passing(Place.COMPLETE));
    delays.submitted.release();
    Trace trace = traces.next();
    assertEquals(trace.totalNanos(), trace.sum(), trace::toString);
    return trace;
  }

  private static void keep(Map<Stage, long[]> kept, int round, Trace trace) {
    if (round >= 0) {
      trace
          .nanos()
          .forEach(
              (stage, nanos) -> kept.computeIfAbsent(stage, s -> new long[ROUNDS])[round] = nanos);
    }
  }

  /** By how much the stage's distribution has moved: the median of what its quantiles did. */
  private static long rise(long @Nullable [] undelayed, long @Nullable [] delayed) {
    long[] before = sorted(undelayed);
    long[] after = sorted(delayed);
    long[] rises =
        DoubleStream.of(QUANTILES)
            .mapToInt(quantile -> (int) (quantile * ROUNDS))
            .mapToLong(rank -> after[rank] - before[rank])
            .sorted()
            .toArray();
    return rises[rises.length / 2];
  }

  /** A stage that no command went through has taken no time. */
  private static long[] sorted(long @Nullable [] nanos) {
    long[] sorted = nanos == null ? new long[ROUNDS] : nanos.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static void assertOnlyIn(Stage expected, Map<Stage, Long> rises) {
    rises.forEach(
        (stage, rise) ->
            assertTrue(
                stage == expected ? rise >= MUST_RISE_NANOS : rise < MAY_RISE_NANOS,
                () -> stage + " rose by " + rise + " ns: " + rises));
  }

  private static Stream<Arguments> everyLoopAndPlace() {
    return Cell.loops()
        .flatMap(cell -> Arrays.stream(Place.values()).map(place -> Arguments.of(cell, place)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("everyLoopAndPlace")
  void aDelayAppearsInItsStageAndInNoOther(Cell cell, Place place) {
    Traces traces = new Traces();
    assertOnlyIn(place.stage, rises(cell, place, Tracer.factory(1, traces), traces));
  }

  /** Looks at the clock for the beginning of the flush when it is over. */
  private static final class LateFlushStamp extends Tracer {
    LateFlushStamp(TraceListener listener, CommandQueue queue, boolean readsAhead) {
      super(1, listener, queue, readsAhead);
    }

    @Override
    void flushBegins() {}

    @Override
    void flushed() {
      super.flushBegins();
      super.flushed();
    }
  }

  @Test
  void aMisplacedStampIsCaught() {
    Traces traces = new Traces();
    Cell cell = new Cell(Transport.NIO, Drive.CALLER, WaitStrategy.BLOCK);
    Map<Stage, Long> rises =
        rises(
            cell,
            Place.FLUSH,
            (queue, readsAhead) -> new LateFlushStamp(traces, queue, readsAhead),
            traces);
    assertThrows(AssertionError.class, () -> assertOnlyIn(Stage.FLUSH, rises));
    assertOnlyIn(Stage.GATHER, rises);
  }
}
