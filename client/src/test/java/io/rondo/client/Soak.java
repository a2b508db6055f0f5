package io.rondo.client;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.LocalRedis;
import io.rondo.client.support.Resources;
import io.rondo.client.support.TestRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Mixed load on every loop and drive at the same time, against one server behind one proxy, with a
 * fault every second.
 */
final class Soak implements AutoCloseable {
  private static final int THREADS_PER_SITE = 2;

  private final LocalRedis server;
  private final FaultProxy proxy;
  private final SoakFaults faults;
  private final SoakSite.Tally tally = new SoakSite.Tally();
  private final List<SoakSite> sites = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Rounds are run under the one lock, whoever wants silence takes the other. */
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

  private volatile boolean stopped;

  Soak(long seed) {
    server = TestRedis.startProcess();
    proxy = FaultProxy.before(server.port());
    faults = new SoakFaults(server, proxy, new Random(seed));
    for (Cell cell : Cell.loops().toList()) {
      SoakSite site = new SoakSite(cell, proxy.port(), tally);
      sites.add(site);
      for (int i = 0; i < THREADS_PER_SITE; i++) {
        Random random = new Random(seed + threads.size());
        Thread thread = new Thread(() -> work(site, random), "soak-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
      }
    }
    threads.forEach(Thread::start);
  }

  private void work(SoakSite site, Random random) {
    while (!stopped) {
      gate.readLock().lock();
      try {
        site.round(random);
      } catch (Throwable e) {
        tally.wrong.add(e);
        return;
      } finally {
        gate.readLock().unlock();
      }
    }
  }

  /** Lets it go on for so many seconds, with a fault in each. */
  void goOn(int seconds) throws InterruptedException {
    long start = System.nanoTime();
    for (int second = 1; second <= seconds; second++) {
      faults.next();
      long left = start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
      throwIfWrong();
    }
  }

  /** What the JVM holds when all connections are open and nothing is under way. */
  Resources holds() {
    gate.writeLock().lock();
    try {
      sites.forEach(SoakSite::settle);
      throwIfWrong();
      return Resources.now();
    } finally {
      gate.writeLock().unlock();
    }
  }

  private void throwIfWrong() {
    Throwable first = tally.wrong.peek();
    if (first != null) {
      throw new AssertionError(this + ", the first: " + first, first);
    }
  }

  SoakSite.Tally tally() {
    return tally;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      Eventually.eventually("all threads end", () -> threads.stream().noneMatch(Thread::isAlive));
    } finally {
      sites.forEach(SoakSite::close);
      proxy.close();
      server.close();
    }
  }

  @Override
  public String toString() {
    return faults + "; " + tally;
  }
}
