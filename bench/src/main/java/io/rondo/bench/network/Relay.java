package io.rondo.bench.network;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** A client's connection, the one to the server that stands for it, and the two flows. */
final class Relay {
  private final End client;
  private final End server;
  private final Flow up;
  private final Flow down;
  private volatile boolean broken;
  private boolean oneEnded;

  /**
   * Not reading yet.
   *
   * @param server not connected yet
   * @param rttNanos half of it in each direction, and once before anything begins, for a handshake
   *     that the kernel has answered at once
   */
  Relay(End client, End server, DelayLine line, long rttNanos) {
    this.client = client;
    this.server = server;
    long opened = System.nanoTime() + rttNanos;
    this.up = new Flow(this, client, server, line, rttNanos / 2, opened);
    this.down = new Flow(this, server, client, line, rttNanos - rttNanos / 2, opened);
    client.key().attach(this);
    server.key().attach(this);
  }

  /** Connects to the server; reads from neither end before it is there. */
  void connect(SocketAddress address) throws IOException {
    if (server.socket().connect(address)) {
      begin();
    } else {
      server.key().interestOps(SelectionKey.OP_CONNECT);
    }
  }

  private void begin() {
    server.key().interestOps(SelectionKey.OP_READ);
    client.key().interestOps(SelectionKey.OP_READ);
  }

  /** Does what a key of either end is ready for; on the proxy's thread. */
  void ready(SelectionKey key, ByteBuffer room) {
    try {
      if (key.isConnectable()) {
        server.socket().finishConnect();
        begin();
        return;
      }
    } catch (IOException e) {
      close();
      return;
    }
    boolean isClient = key == client.key();
    if (key.isWritable()) {
      (isClient ? down : up).write();
    }
    if (key.isValid() && key.isReadable()) {
      (isClient ? up : down).read(room);
    }
  }

  /** One end is lost: what has been read is still delivered, and then both are closed. */
  void markBroken() {
    broken = true;
  }

  /** All that goes to an end has been written. */
  void ended(End to) throws IOException {
    boolean both;
    synchronized (this) {
      both = oneEnded;
      oneEnded = true;
    }
    if (both || broken) {
      close();
    } else {
      to.socket().shutdownOutput();
    }
  }

  void close() {
    for (End end : new End[] {client, server}) {
      try {
        end.socket().close();
      } catch (IOException e) {
        // It is gone already.
      }
    }
  }
}
