package io.rondo.bench.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.scenario.TimedRegion;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.RedisAdmin;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.bench.target.TargetSettings;
import io.rondo.bench.target.Targets;
import io.rondo.client.Command;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form on every loop of the machine, against a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueRunnerTest {
  private static final int TASKS = 240;
  private static final int WORKERS = 3;
  private static final int PASSES = 2;

  /** Counts regions; a pass has exactly one. */
  private static final class Regions implements TimedRegion {
    int started;
    int stopped;

    @Override
    public void start() {
      started++;
    }

    @Override
    public void stop() {
      stopped++;
    }
  }

  private final BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of());
  private final RedisAdmin admin = RedisAdmin.connect(server.uri());

  @BeforeAll
  void serverIsEmpty() {
    assertEquals(0, admin.keys());
  }

  @BeforeEach
  void flush() {
    admin.flush();
  }

  @AfterAll
  void stop() {
    admin.close();
    server.close();
  }

  private static List<String> loops() {
    return Targets.named("rondo").loops().entrySet().stream()
        .filter(loop -> loop.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  static Stream<Arguments> queues() {
    List<Arguments> queues = new ArrayList<>();
    for (String loop : loops()) {
      for (QueueForm form : QueueForm.values()) {
        queues.add(Arguments.of(form, QueueStyle.ASYNC, loop, "loop-thread"));
        queues.add(Arguments.of(form, QueueStyle.THREADS, loop, "caller"));
      }
    }
    queues.add(Arguments.of(QueueForm.STREAMS, QueueStyle.ASYNC, loops().get(0), "caller"));
    queues.add(Arguments.of(QueueForm.PUBSUB, QueueStyle.THREADS, loops().get(0), "loop-thread"));
    queues.add(Arguments.of(QueueForm.LIST, QueueStyle.THREADS, loops().get(0), "loop-thread"));
    return queues.stream();
  }

  private QueueRunner open(QueueWork work, String loop, String drive) {
    return QueueRunner.open(
        work, TASKS, WORKERS, new TargetSettings(server.uri(), loop, drive, "block", false));
  }

  @ParameterizedTest
  @MethodSource("queues")
  void everyTaskComesBackOnce(QueueForm form, QueueStyle style, String loop, String drive) {
    QueueWork work = new QueueWork(form, style, false);
    Regions regions = new Regions();
    try (QueueRunner runner = open(work, loop, drive)) {
      assertEquals(7, runner.run(7, regions), "a short pass");
      runner.forget();
      for (int pass = 0; pass < PASSES; pass++) {
        assertEquals(TASKS, runner.run(TASKS, regions));
        assertEquals(TASKS, runner.latencyNanos().length);
      }
      assertTrue(runner.channel().toLowerCase(Locale.ROOT).contains(loop.replace("_", "")));
      long tasks = (long) PASSES * TASKS;
      assertEquals(
          new QueueFigures(
              form.label(), style.label(), form.delivery(), false, tasks, tasks, 0, 0, 0),
          runner.figures());
    }
    assertEquals(1 + PASSES, regions.started);
    assertEquals(1 + PASSES, regions.stopped);
    assertNothingIsPending(form);
  }

  private void assertNothingIsPending(QueueForm form) {
    if (form == QueueForm.STREAMS) {
      assertEquals(
          0, on(Commands.TEXT.xpending(QueueKeys.TASKS, "workers")).count(), "acknowledged");
    } else {
      assertEquals(0, admin.keys(), "an empty list is gone");
    }
  }

  @ParameterizedTest
  @MethodSource("queues")
  void withAWorkerKilledTheFormKeepsItsPromise(
      QueueForm form, QueueStyle style, String loop, String drive) {
    QueueWork work = new QueueWork(form, style, true);
    Regions regions = new Regions();
    try (QueueRunner runner = open(work, loop, drive)) {
      int done = 0;
      for (int pass = 0; pass < PASSES; pass++) {
        int back = runner.run(1, regions);
        done += back;
        assertEquals(back, runner.latencyNanos().length);
      }
      QueueFigures figures = runner.figures();
      assertEquals((long) PASSES * TASKS, figures.tasks(), "a pass is whole");
      assertEquals(done, figures.done());
      assertEquals(figures.tasks() - done, figures.lost());
      switch (form) {
        case LIST, LIST_FIFO -> {
          assertEquals(PASSES, figures.lost(), "the task in hand");
          assertEquals(0, figures.redelivered());
        }
        case PUBSUB -> {
          assertTrue(figures.lost() >= PASSES, figures.toString());
          assertTrue(figures.lost() <= (long) PASSES * TASKS / WORKERS, "its channel at most");
          assertEquals(0, figures.redelivered());
        }
        case BLMOVE, STREAMS -> {
          assertEquals(0, figures.lost());
          assertTrue(figures.redelivered() >= PASSES, figures.toString());
        }
      }
    }
    assertNothingIsPending(form);
  }

  @Test
  void aQueueThatIsNotEmptyIsRefused() {
    on(Commands.TEXT.lpush(QueueKeys.TASKS, "somebody's"));

    BenchException refusal =
        assertThrows(
            BenchException.class,
            () ->
                open(new QueueWork(QueueForm.LIST, QueueStyle.ASYNC, false), "nio", "loop-thread"));

    assertTrue(
        BenchException.oneLine(refusal)
            .contains("is not empty: there is rondo:queue:tasks, and workers would take"),
        BenchException.oneLine(refusal));
    assertEquals(1, on(Commands.TEXT.llen(QueueKeys.TASKS)), "it is left alone");
  }

  @ParameterizedTest
  @EnumSource(QueueStyle.class)
  @Timeout(120)
  void aTaskOfSomebodyElseFailsThePass(QueueStyle style) {
    try (QueueRunner runner =
        open(new QueueWork(QueueForm.LIST_FIFO, style, false), "nio", "loop-thread")) {
      on(Commands.TEXT.lpush(QueueKeys.RESULTS, "[\"nobody's\", 2]"));

      BenchException failure =
          assertThrows(
              BenchException.class,
              () -> {
                while (true) { // until the consumer has seen it
                  runner.run(TASKS, new Regions());
                }
              });
      assertTrue(
          BenchException.oneLine(failure).contains("somebody else uses"),
          BenchException.oneLine(failure));
    }
  }

  @Test
  void aServerThatGoesAwayFailsThePass() {
    BenchServer mortal = Servers.start(ServerChoice.parse("embedded"), List.of());
    QueueWork work = new QueueWork(QueueForm.STREAMS, QueueStyle.THREADS, false);
    TargetSettings settings = new TargetSettings(mortal.uri(), "nio", "caller", "block", false);
    try (QueueRunner runner = QueueRunner.open(work, TASKS, WORKERS, settings)) {
      assertEquals(TASKS, runner.run(TASKS, new Regions()));
      mortal.close();
      assertThrows(RuntimeException.class, () -> runner.run(TASKS, new Regions()));
    } finally {
      mortal.close();
    }
  }

  private <T extends @Nullable Object> T on(Command<T> command) {
    try (RedisClient client = RedisClient.create(server.uri());
        RedisConnection redis = client.connect()) {
      return redis.sync().run(command);
    }
  }
}
