package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CountersTest {
  private static final int BYTES = 8 << 20;

  /** What a thread keeps, so that the compiler can't leave its allocation out. */
  private static volatile byte[] kept = {};

  @Test
  void countsWhatAllThreadsAllocateBetweenStartAndStop() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              await(go);
              kept = new byte[BYTES];
              done.countDown();
              await(end);
            });
    other.start();
    try {
      Counters counters = new Counters();
      counters.start();
      kept = new byte[BYTES];
      go.countDown();
      done.await();
      counters.stop();

      assertEquals(BYTES, kept.length);
      assertTrue(counters.bytes() >= 2L * BYTES, counters.bytes() + " bytes");
      assertTrue(counters.bytes() < 3L * BYTES, counters.bytes() + " bytes");
      assertTrue(counters.lastNanos() > 0);
      counters.reset();
      assertEquals(0, counters.bytes());
    } finally {
      end.countDown();
      other.join();
    }
  }

  @Test
  void countsTheCpuTimeOfThisProcess() {
    Counters counters = new Counters();
    counters.start();
    long before = new CpuMeter().nanos();
    long spins = 0;
    while (new CpuMeter().nanos() - before < 30_000_000) {
      spins++;
    }
    counters.stop();

    assertTrue(spins > 0);
    assertTrue(counters.cpuNanos() >= 20_000_000, counters.cpuNanos() + " ns");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
