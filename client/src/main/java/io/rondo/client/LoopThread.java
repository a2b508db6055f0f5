package io.rondo.client;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread that runs event loops and must never block. A daemon: an unclosed client does not hold
 * the JVM.
 */
final class LoopThread extends FastThreadLocalThread {
  private LoopThread(Runnable target, String name) {
    super(target, name);
    setDaemon(true);
  }

  static LoopThread of(Runnable target, String name) {
    return new LoopThread(target, name);
  }

  /** Makes threads named {@code rondo-<transport>-<n>}. */
  static ThreadFactory factory(Transport transport) {
    AtomicInteger count = new AtomicInteger();
    return target ->
        LoopThread.of(target, "rondo-" + transport.label() + "-" + count.incrementAndGet());
  }
}
