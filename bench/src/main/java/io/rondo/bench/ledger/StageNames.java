package io.rondo.bench.ledger;

import io.rondo.client.Stage;

/** What a stage is called in a row of results: by what it is on that loop. */
final class StageNames {
  static final String IO_URING = "io_uring";

  private StageNames() {}

  static String of(Stage stage, String loop) {
    if (loop.equals(IO_URING)) {
      if (stage == Stage.FLUSH) {
        return "flush (queues only)";
      }
      if (stage == Stage.SERVER) {
        return "send, wire, server, receive, wake-up";
      }
    }
    return stage == Stage.SERVER ? "wire, server, wake-up" : stage.label();
  }
}
