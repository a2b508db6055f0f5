package io.rondo.bench.target;

/** What a client can do; a scenario needs some of it. */
public enum Capability {
  /** A call returns with its reply. */
  BLOCKING,
  /** Two commands, one write, plain. */
  PIPELINE,
  /** Two commands in MULTI/EXEC, one write. */
  TRANSACTION,
  /** Replies arrive in callbacks while no thread waits for them. */
  CALLBACKS
}
