package io.rondo.bench.target;

/** What many threads or workers use of a client, as its own manual recommends. */
public enum Sharing {
  /** All use one connection. */
  ONE_CONNECTION,
  /** Each thread has a connection of its own. */
  CONNECTION_PER_THREAD,
  /** All use the client's own pool at its default size. */
  POOL
}
