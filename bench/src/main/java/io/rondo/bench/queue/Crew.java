package io.rondo.bench.queue;

/** Whom the parties of a queue tell what happens; any thread. */
interface Crew {
  /** A worker has a task in hand; whether it dies with it. */
  boolean takes(int worker, Taken task);

  /** A worker has died with a task in hand; its connection is closed. */
  void died(int worker);

  /** The server says whether what was acknowledged was still the worker's. */
  void acknowledged(boolean own);

  /** A result has reached the consumer. */
  void receives(Taken result);

  /** Somebody can't go on. */
  void failed(Throwable failure);
}
