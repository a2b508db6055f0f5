package io.rondo.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenLoopTest {
  private static final TimedRegion REGION =
      new TimedRegion() {
        @Override
        public void start() {}

        @Override
        public void stop() {}
      };

  private static Workload workload(Scenario scenario, int pairs, int workers) {
    Connections connections = workers > 1 ? Connections.PER_WORKER : Connections.SHARED;
    return new Workload(scenario, pairs, workers, connections, true);
  }

  private static long[] due(int count) {
    return new long[count];
  }

  @Test
  void everyPairOfTheScheduleIsStoredAndFetched() {
    for (Scenario scenario : new Scenario[] {Scenario.ASYNC, Scenario.ASYNC_PIPE}) {
      FakeTarget target = new FakeTarget(Runnable::run);
      try (OpenLoop<?> loop = OpenLoop.open(workload(scenario, 40, 4), "mine:", target)) {
        loop.run(Schedule.FIXED.offsetNanos(100, 1_000_000, 0), System.nanoTime(), REGION);

        assertEquals(100, loop.sent());
        assertEquals(100, target.stores.get());
        assertEquals(4, target.opened.get());
        assertEquals(40, target.store.size(), "values are stored over and over");
        assertTrue(target.store.keySet().stream().allMatch(key -> key.startsWith("mine:test_")));
        for (int i = 0; i < 100; i++) {
          assertTrue(loop.latenessNanos(i) >= 0);
          assertTrue(loop.responseNanos(i) >= loop.latenessNanos(i));
        }
      }
      assertEquals(4, target.closed.get());
    }
  }

  @Test
  void repliesThatDoNotComeHoldNothingUp() throws Exception {
    BlockingQueue<Runnable> replies = new LinkedBlockingQueue<>();
    FakeTarget target = new FakeTarget(replies::add);
    try (OpenLoop<?> loop = OpenLoop.open(workload(Scenario.ASYNC, 10, 1), "", target)) {
      loop.neverGivesUp();
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(() -> loop.run(due(500), System.nanoTime(), REGION));

      while (replies.size() < 500) {
        Thread.onSpinWait();
      }
      assertEquals(0, target.stores.get(), "nothing is answered, all is sent");

      answer(replies, running);
      assertEquals(500, loop.sent());
      assertEquals(0, loop.heldUp());
    }
  }

  @Test
  void thereIsABoundToWhatMayBeUnansweredAndTheSenderIsLateBeyondIt() throws Exception {
    int bound = 1 << 16;
    BlockingQueue<Runnable> replies = new LinkedBlockingQueue<>();
    FakeTarget target = new FakeTarget(replies::add);
    try (OpenLoop<?> loop = OpenLoop.open(workload(Scenario.ASYNC_PIPE, 10, 1), "", target)) {
      loop.neverGivesUp();
      long[] offsets = due(bound + 10);
      AtomicReference<@Nullable Thread> sender = new AtomicReference<>();
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(
              () -> {
                sender.set(Thread.currentThread());
                loop.run(offsets, System.nanoTime(), REGION);
              });

      while (replies.size() < bound || !isParked(sender.get())) {
        Thread.onSpinWait();
      }
      answer(replies, running);

      assertTrue(loop.heldUp() > 0);
      assertEquals(bound + 10, loop.sent());
    }
  }

  private static boolean isParked(@Nullable Thread thread) {
    return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static void answer(BlockingQueue<Runnable> replies, CompletableFuture<Void> running)
      throws InterruptedException {
    while (!running.isDone()) {
      Runnable reply = replies.poll();
      if (reply == null) {
        Thread.onSpinWait();
      } else {
        reply.run();
      }
    }
    running.join();
  }

  @Test
  void aSenderThatIsHopelesslyLateStops() {
    FakeTarget target = new FakeTarget(Runnable::run);
    try (OpenLoop<?> loop = OpenLoop.open(workload(Scenario.ASYNC, 10, 1), "", target)) {
      long longAgo = System.nanoTime() - 3_000_000_000L;
      loop.run(new long[] {0, 1, 2_900_000_000L}, longAgo, REGION);

      assertEquals(0, loop.sent());
      assertEquals(0, target.stores.get());
    }
  }

  @Test
  void aWrongValueEndsTheRun() {
    FakeTarget target =
        new FakeTarget(Runnable::run) {
          @Override
          @Nullable String fetch(String key) {
            return key.endsWith(":3") ? "wrong" : super.fetch(key);
          }
        };
    try (OpenLoop<?> loop = OpenLoop.open(workload(Scenario.ASYNC, 10, 1), "", target)) {
      WrongReplyException wrong =
          assertThrows(
              WrongReplyException.class, () -> loop.run(due(10), System.nanoTime(), REGION));

      assertEquals("GET test_async:keys:0:3 returned 'wrong', expected '3'", wrong.getMessage());
    }
  }
}
