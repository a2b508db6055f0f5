package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoopAlarmTest {
  /** A loop that tells whether anything is to come. */
  private static final class Calendar extends DefaultEventLoop {
    boolean isEmpty() {
      return nextScheduledTaskDeadlineNanos() < 0;
    }
  }

  private static final long NEAR = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long FAR = TimeUnit.MILLISECONDS.toNanos(250);

  private final Calendar loop = new Calendar();
  private final ClientTimer timer = new ClientTimer();
  private final Semaphore rung = new Semaphore(0);
  private final LoopAlarm alarm =
      new LoopAlarm(
          loop,
          timer,
          () -> {
            assertTrue(loop.inEventLoop());
            rung.release();
          });

  @AfterEach
  void end() {
    timer.close();
    loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void onLoop(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }

  @Test
  void ringsOnceOnTheLoopNotBeforeItsTime() throws InterruptedException {
    for (long nanos : new long[] {0, NEAR, FAR}) {
      long start = System.nanoTime();
      onLoop(() -> alarm.set(nanos));
      rung.acquire();
      assertTrue(System.nanoTime() - start >= nanos);
    }
    assertFalse(rung.tryAcquire());
  }

  @Test
  void theLoopsCalendarIsEmptyUntilItIsNear() throws InterruptedException {
    onLoop(
        () -> {
          alarm.set(FAR);
          assertTrue(loop.isEmpty());
        });
    rung.acquire();
    onLoop(
        () -> {
          assertTrue(loop.isEmpty());
          alarm.set(NEAR);
          assertFalse(loop.isEmpty());
        });
    rung.acquire();
  }

  @Test
  void setAgainItRingsForTheNewTimeAlone() throws InterruptedException {
    long start = System.nanoTime();
    onLoop(
        () -> {
          alarm.set(FAR);
          alarm.set(NEAR);
          alarm.set(FAR);
          alarm.set(2 * FAR);
        });
    rung.acquire();
    assertTrue(System.nanoTime() - start > FAR + NEAR);
    onLoop(() -> {});
    assertEquals(0, rung.availablePermits());
  }

  @Test
  void cancelledItDoesNotRing() throws InterruptedException {
    onLoop(
        () -> {
          alarm.set(NEAR);
          alarm.cancel();
          alarm.set(FAR);
          alarm.cancel();
        });
    LoopAlarm later = new LoopAlarm(loop, timer, () -> rung.release(100));
    onLoop(() -> later.set(2 * FAR));
    rung.acquire();
    assertEquals(99, rung.availablePermits());
  }

  @Test
  void afterTheClientWasClosedTheLoopKeepsTheTime() throws InterruptedException {
    timer.close();
    onLoop(() -> alarm.set(FAR));
    rung.acquire();
  }
}
