package io.rondo.bench.network;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A socket of a relayed connection, and what the proxy's selector looks for on it. */
final class End {
  private final SocketChannel socket;
  private final SelectionKey key;

  End(SocketChannel socket, Selector selector) throws IOException {
    this.socket = socket;
    this.key = socket.register(selector, 0);
  }

  SocketChannel socket() {
    return socket;
  }

  SelectionKey key() {
    return key;
  }

  void reads(boolean wanted) {
    wants(SelectionKey.OP_READ, wanted);
  }

  void writes(boolean wanted) {
    wants(SelectionKey.OP_WRITE, wanted);
  }

  /** From any thread; the selector looks again where something has changed. */
  private void wants(int operation, boolean wanted) {
    try {
      int before = wanted ? key.interestOpsOr(operation) : key.interestOpsAnd(~operation);
      boolean was = (before & operation) != 0;
      if (was != wanted) {
        key.selector().wakeup();
      }
    } catch (CancelledKeyException e) {
      // The connection is closed; so nothing is looked for.
    }
  }
}
