package io.rondo.client;

/** Who frees the memory of what is flushed. */
public enum FlushMode {
  /** A thread in the background. */
  ASYNC,
  /** The command itself, which takes as long as that does. */
  SYNC
}
