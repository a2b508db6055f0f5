package io.rondo.client.support;

import java.util.concurrent.atomic.AtomicInteger;

/** Keys that no other test uses. */
public final class Keys {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Keys() {}

  /** A key that is not there yet. */
  public static String fresh(String name) {
    return name + ":" + COUNT.incrementAndGet();
  }
}
