package io.rondo.client.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A listener on 127.0.0.1 that notes when each connection is attempted. It keeps them open, or, to
 * be a server that is down, closes each at once; it reads and writes nothing.
 */
public final class CountingListener implements AutoCloseable {
  private final ServerSocket listener;
  private final Queue<Socket> kept = new ConcurrentLinkedQueue<>();
  private final List<Long> attempts = new ArrayList<>();
  private boolean down;

  private CountingListener() throws IOException {
    listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
  }

  /** Starts one that keeps connections. */
  public static CountingListener start() {
    try {
      CountingListener started = new CountingListener();
      Thread thread = new Thread(started::accept, "counting-listener");
      thread.setDaemon(true);
      thread.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        long now = System.nanoTime();
        synchronized (this) {
          attempts.add(now);
          if (down) {
            socket.close();
          } else {
            kept.add(socket);
          }
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Closes all connections, and from now on each new one at once; forgets past attempts. */
  public synchronized void takeDown() throws IOException {
    down = true;
    attempts.clear();
    for (Socket socket = kept.poll(); socket != null; socket = kept.poll()) {
      socket.close();
    }
  }

  /** Keeps connections again. */
  public synchronized void bringUp() {
    down = false;
  }

  /** When connections were attempted, as {@link System#nanoTime()} has it, in order. */
  public synchronized List<Long> attempts() {
    return List.copyOf(attempts);
  }

  /** How many connections it keeps. */
  public int open() {
    return kept.size();
  }

  @Override
  public void close() {
    try {
      listener.close();
      takeDown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
