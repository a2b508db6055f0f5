package io.rondo.bench.target;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client under measurement: its event loops or pools, from which connections are opened. */
public interface Target extends AutoCloseable {
  /** Opens a connection for values that are text, and waits for it. */
  TargetConnection<String> connect();

  /** Opens a connection for values that are bytes, and waits for it. */
  TargetConnection<byte[]> connectBytes();

  /** Like {@link #connect}; the stage completes on a thread of the client's choice. */
  default CompletionStage<? extends TargetConnection<String>> connectAsync() {
    return CompletableFuture.completedFuture(connect());
  }

  /** Closes what connections share; those are closed before. */
  @Override
  default void close() {}
}
