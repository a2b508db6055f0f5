package io.rondo.bench.target;

import java.util.concurrent.CompletionStage;

/** A client under measurement: its event loops or pools, from which connections are opened. */
public interface Target extends AutoCloseable {
  /** Opens a connection and waits for it. */
  TargetConnection connect();

  /** Opens a connection; the stage completes on a thread of the client's choice. */
  CompletionStage<? extends TargetConnection> connectAsync();

  @Override
  void close();
}
