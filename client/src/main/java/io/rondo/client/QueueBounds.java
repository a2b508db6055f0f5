package io.rondo.client;

/**
 * What a connection's queue holds at most, beyond which commands fail at once.
 *
 * @param commands queued and in flight together
 * @param bytes of the heap that they take, roughly
 */
record QueueBounds(int commands, long bytes) {
  static final QueueBounds DEFAULT =
      new QueueBounds(1 << 18, Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8));

  QueueBounds {
    Checks.range("maxQueuedCommands", commands, 1, Integer.MAX_VALUE);
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "maxQueuedBytes is " + bytes + ": give a number of at least 1");
    }
  }
}
