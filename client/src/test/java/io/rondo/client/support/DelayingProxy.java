package io.rondo.client.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Stands before a server, passes everything on, and takes its time: in pieces, with pauses. */
public final class DelayingProxy implements AutoCloseable {
  private static final int MAX_PAUSE_NANOS = 3_000_000;

  private final ServerSocket listener;
  private final int target;
  private final long seed;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private DelayingProxy(int target, long seed) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.seed = seed;
  }

  /** Starts a proxy for the server on that port of 127.0.0.1. */
  public static DelayingProxy before(int target, long seed) {
    try {
      DelayingProxy proxy = new DelayingProxy(target, seed);
      daemon(proxy::accept).start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "delaying-proxy");
    thread.setDaemon(true);
    return thread;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        daemon(() -> pump(client, server, new Random(seed))).start();
        daemon(() -> pump(server, client, new Random(seed + 1))).start();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void pump(Socket from, Socket to, Random random) {
    byte[] bytes = new byte[4096];
    try (from;
        to) {
      to.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        for (int at = 0; at < n; ) {
          int piece = 1 + random.nextInt(n - at);
          out.write(bytes, at, piece);
          at += piece;
          if (random.nextInt(4) == 0) {
            LockSupport.parkNanos(random.nextInt(MAX_PAUSE_NANOS));
          }
        }
      }
    } catch (IOException e) {
      // One side is gone, so the other goes too.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
