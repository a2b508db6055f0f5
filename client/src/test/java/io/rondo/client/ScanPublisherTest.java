package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static io.rondo.client.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Recorder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** A scan as a publisher keeps the rules of {@link Flow}, and asks for no page too many. */
class ScanPublisherTest {
  private static final int MANY = 2_000;
  private static final ScanOptions TEN = ScanOptions.NONE.count(10);

  /** A set of {@link #MANY} members, its publisher, and the pages that it asked for. */
  private record Source(RedisConnection redis, String key, AtomicInteger pages) {
    Flow.Publisher<String> publisher() {
      return redis
          .async()
          .scan(
              at -> {
                pages.incrementAndGet();
                return TEXT.sscan(key, at, TEN);
              });
    }

    /** When this returns, what was on its way has come. */
    void settle() {
      redis.sync().run(TEXT.ping());
      redis.sync().run(TEXT.ping());
    }
  }

  private static String member(int i) {
    return "m" + i;
  }

  private static void with(Cell cell, ThrowingConsumer<Source> test) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      String key = Keys.fresh("members");
      String[] members = IntStream.range(0, MANY).mapToObj(i -> member(i)).toArray(String[]::new);
      redis.sync().run(TEXT.sadd(key, members));
      test.accept(new Source(redis, key, new AtomicInteger()));
    } catch (Throwable e) {
      throw e instanceof Error error ? error : new AssertionError(e);
    }
  }

  private static void assertAll(Recorder<String> recorder) {
    eventually("the scan ends", recorder::hasEnded);
    assertNull(recorder.error());
    assertEquals(MANY, new HashSet<>(recorder.elements()).size());
    assertEquals(List.of(), List.copyOf(recorder.violations()));
  }

  @OnEveryLoop
  void givesAllToUnboundedDemand(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<String> recorder = new Recorder<>();
          source.publisher().subscribe(recorder);
          recorder.subscription().request(Long.MAX_VALUE);
          recorder.subscription().request(Long.MAX_VALUE);
          assertAll(recorder);
        });
  }

  @OnEveryLoop
  void givesWhatIsAskedForAndNoMore(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<String> recorder = new Recorder<>();
          source.publisher().subscribe(recorder);
          source.settle();
          assertEquals(0, source.pages().get(), "no demand, no page");
          recorder.subscription().request(1);
          eventually("one comes", () -> recorder.elements().size() == 1);
          recorder.subscription().request(2);
          eventually("two more come", () -> recorder.elements().size() == 3);
          source.settle();
          assertEquals(3, recorder.elements().size());
          assertEquals(1, source.pages().get(), "one page has them all");
          assertFalse(recorder.hasEnded());
          assertEquals(List.of(), List.copyOf(recorder.violations()));
        });
  }

  /** From within onNext, so often that recursion would end the stack. */
  @OnEveryLoop
  void askedForOneByOne(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<String> recorder = new Recorder<>(subscription -> subscription.request(1));
          source.publisher().subscribe(recorder);
          recorder.subscription().request(1);
          assertAll(recorder);
        });
  }

  @OnEveryLoop
  void hasOnePageInFlightAtMostWhoeverAsks(Cell cell) throws Exception {
    with(
        cell,
        source -> {
          AtomicInteger inFlight = new AtomicInteger();
          AtomicInteger most = new AtomicInteger();
          Recorder<String> recorder = new Recorder<>();
          source
              .redis()
              .async()
              .scan(
                  at -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    return TEXT.sscan(source.key(), at, TEN)
                        .map(
                            page -> {
                              inFlight.decrementAndGet();
                              return page;
                            });
                  })
              .subscribe(recorder);
          List<Thread> askers = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            askers.add(
                new Thread(
                    () -> {
                      for (int n = 0; n < MANY; n++) {
                        recorder.subscription().request(1);
                      }
                    }));
          }
          askers.forEach(Thread::start);
          for (Thread asker : askers) {
            Eventually.join(asker);
          }
          assertAll(recorder);
          assertEquals(1, most.get());
        });
  }

  @OnEveryLoop
  void demandThatIsNotPositiveIsAnError(Cell cell) {
    with(
        cell,
        source -> {
          for (long bad : new long[] {0, -1, Long.MIN_VALUE}) {
            Recorder<String> recorder = new Recorder<>();
            source.publisher().subscribe(recorder);
            recorder.subscription().request(bad);
            assertInstanceOf(IllegalArgumentException.class, recorder.error());
            recorder.subscription().request(1);
            source.settle();
            assertEquals(0, recorder.elements().size());
            assertEquals(List.of(), List.copyOf(recorder.violations()));
          }
          assertEquals(0, source.pages().get());
        });
  }

  @OnEveryLoop
  void cancellingStopsIt(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<String> recorder = new Recorder<>(Flow.Subscription::cancel);
          source.publisher().subscribe(recorder);
          recorder.subscription().request(Long.MAX_VALUE);
          eventually("one comes", () -> !recorder.elements().isEmpty());
          source.settle();
          recorder.subscription().request(1);
          recorder.subscription().cancel();
          source.settle();
          assertEquals(1, recorder.elements().size());
          assertEquals(1, source.pages().get());
          assertFalse(recorder.hasEnded(), "a cancelled subscription hears nothing more");
        });
  }

  @OnEveryLoop
  void cancellingBeforeThePageIsThere(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<String> recorder = new Recorder<>();
          source.publisher().subscribe(recorder);
          try (Gate gate = Gate.hold(source.redis())) {
            recorder.subscription().request(1);
            recorder.subscription().cancel();
            gate.open();
          }
          source.settle();
          assertEquals(1, source.pages().get());
          assertEquals(0, recorder.elements().size());
          assertFalse(recorder.hasEnded());
          assertEquals(0, source.redis().stats().inFlight());
        });
  }

  @OnEveryLoop
  void anErrorOfTheServerEndsIt(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<KeyValue<String, String>> recorder = new Recorder<>();
          source.redis().async().scan(at -> TEXT.hscan(source.key(), at)).subscribe(recorder);
          recorder.subscription().request(1);
          eventually("it ends", recorder::hasEnded);
          RedisServerException refused =
              assertInstanceOf(RedisServerException.class, recorder.error());
          assertEquals("WRONGTYPE", refused.code());
          assertEquals(List.of(), List.copyOf(recorder.violations()));
        });
  }

  @OnEveryLoop
  void aClosedConnectionEndsIt(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<String> recorder = new Recorder<>();
          source.publisher().subscribe(recorder);
          source.redis().close();
          recorder.subscription().request(1);
          eventually("it ends", recorder::hasEnded);
          assertInstanceOf(RedisClosedException.class, recorder.error());
        });
  }

  @OnEveryLoop
  void whatTheSubscriberThrowsEndsIt(Cell cell) {
    with(
        cell,
        source -> {
          IllegalStateException thrown = new IllegalStateException("the subscriber's own");
          Recorder<String> recorder =
              new Recorder<>(
                  subscription -> {
                    throw thrown;
                  });
          source.publisher().subscribe(recorder);
          recorder.subscription().request(5);
          eventually("it ends", recorder::hasEnded);
          assertSame(thrown, recorder.error());
          assertEquals(1, recorder.elements().size());
          assertEquals("PONG", source.redis().sync().run(TEXT.ping()));
        });
  }

  @OnEveryLoop
  void whatMakesThePagesMayFailIt(Cell cell) {
    with(
        cell,
        source -> {
          IllegalStateException thrown = new IllegalStateException("no such page");
          Recorder<String> recorder = new Recorder<>();
          source
              .redis()
              .async()
              .<String>scan(
                  at -> {
                    throw thrown;
                  })
              .subscribe(recorder);
          recorder.subscription().request(1);
          assertSame(thrown, recorder.error());
        });
  }

  @OnEveryLoop
  void eachSubscriptionIsAScanOfItsOwn(Cell cell) {
    with(
        cell,
        source -> {
          Flow.Publisher<String> publisher = source.publisher();
          assertThrows(NullPointerException.class, () -> publisher.subscribe(null));
          List<Recorder<String>> recorders = List.of(new Recorder<>(), new Recorder<>());
          recorders.forEach(publisher::subscribe);
          recorders.forEach(recorder -> recorder.subscription().request(Long.MAX_VALUE));
          recorders.forEach(ScanPublisherTest::assertAll);
        });
  }

  @OnEveryLoop
  void anEmptyScanCompletes(Cell cell) {
    with(
        cell,
        source -> {
          Recorder<String> recorder = new Recorder<>();
          String absent = Keys.fresh("absent");
          source.redis().async().scan(at -> TEXT.sscan(absent, at)).subscribe(recorder);
          recorder.subscription().request(1);
          eventually("it ends", recorder::hasEnded);
          assertNull(recorder.error());
          assertTrue(recorder.elements().isEmpty());
        });
  }
}
