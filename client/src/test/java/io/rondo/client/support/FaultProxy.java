package io.rondo.client.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a server on 127.0.0.1 and passes everything on, but for what its {@link Fault}s,
 * one for each direction, do to it. Faults may change at any time; a new one counts from the next
 * bytes on.
 */
public final class FaultProxy implements AutoCloseable {
  private final HeldPort port = new HeldPort();
  private final int target;
  private final Queue<Pair> pairs = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong replyBytes = new AtomicLong();

  private ServerSocket listener;
  private Thread acceptor;
  private volatile Fault toServer = Fault.none();
  private volatile Fault toClient = Fault.none();

  private FaultProxy(int target) throws IOException {
    this.target = target;
    this.listener = listen();
    this.acceptor = serve(listener);
  }

  /** Starts a proxy for the server on that port of 127.0.0.1. */
  public static FaultProxy before(int target) {
    try {
      return new FaultProxy(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A proxy that delays and splits what goes through, both ways: {@link Fault#delay}. */
  public static FaultProxy delaying(int target, long seed) {
    return before(target).toServer(Fault.delay(seed)).toClient(Fault.delay(seed + 1));
  }

  /** The port it listens on. */
  public int port() {
    return port.number();
  }

  /** Sets what is done to commands. */
  public FaultProxy toServer(Fault fault) {
    toServer = fault;
    return this;
  }

  /** Sets what is done to replies. */
  public FaultProxy toClient(Fault fault) {
    toClient = fault;
    return this;
  }

  /** Passes everything on again. */
  public FaultProxy heal() {
    return toServer(Fault.none()).toClient(Fault.none());
  }

  /** Bytes of replies that have come so far, and whose fault is settled. */
  public long replyBytes() {
    return replyBytes.get();
  }

  /** How many connections were accepted so far. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections are open. */
  public int open() {
    pairs.removeIf(Pair::isClosed);
    return pairs.size();
  }

  /** Ends all connections, orderly. */
  public void cut() {
    pairs.forEach(Pair::cut);
  }

  /** Ends all connections with a reset. */
  public void reset() {
    pairs.forEach(Pair::reset);
  }

  /** Refuses connections from now on; those that are there go on. */
  public synchronized void refuse() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Until it is back from accept, the kernel goes on to listen.
    Eventually.eventually("the proxy refuses", () -> !acceptor.isAlive());
  }

  /** Accepts connections again, on the same port. */
  public synchronized void accept() {
    try {
      listener = listen();
      acceptor = serve(listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.setReceiveBufferSize(64 * 1024); // What is held back is so at the sender, soon.
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number()), 512);
    return socket;
  }

  private Thread serve(ServerSocket socket) {
    Thread thread = daemon(() -> acceptFrom(socket));
    thread.start();
    return thread;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fault-proxy");
    thread.setDaemon(true);
    return thread;
  }

  private void acceptFrom(ServerSocket socket) {
    try {
      while (true) {
        Socket client = socket.accept();
        accepted.incrementAndGet();
        connect(client);
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Pair pair = new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target));
      pairs.add(pair);
      daemon(() -> pair.pump(true)).start();
      daemon(() -> pair.pump(false)).start();
    } catch (IOException e) {
      client.close(); // The server is not there.
    }
  }

  @Override
  public void close() {
    refuse();
    cut();
    port.close();
  }

  /** One connection: a socket to each side. */
  private final class Pair {
    private final Socket client;
    private final Socket server;

    Pair(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void pump(boolean isToServer) {
      Socket from = isToServer ? client : server;
      Socket to = isToServer ? server : client;
      byte[] bytes = new byte[16 * 1024];
      try {
        InputStream in = from.getInputStream();
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
          Fault fault = isToServer ? toServer : toClient;
          if (!isToServer) {
            replyBytes.addAndGet(n); // Before it is passed on: who knows a reply finds it counted.
          }
          fault.pass(bytes, n, wire(to, isToServer, fault));
        }
      } catch (IOException e) {
        // One side is gone, so the other goes too.
      }
      cut();
    }

    private Fault.Wire wire(Socket to, boolean isToServer, Fault asked) {
      return new Fault.Wire() {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          to.getOutputStream().write(bytes, from, length);
        }

        @Override
        public void cut() {
          Pair.this.cut();
        }

        @Override
        public void reset() {
          Pair.this.reset();
        }

        @Override
        public boolean isCurrent() {
          return asked == (isToServer ? toServer : toClient) && !to.isClosed();
        }
      };
    }

    boolean isClosed() {
      return client.isClosed();
    }

    void cut() {
      closeQuietly(client);
      closeQuietly(server);
    }

    void reset() {
      for (Socket socket : new Socket[] {client, server}) {
        try {
          socket.setSoLinger(true, 0);
        } catch (SocketException e) {
          // Closed already.
        }
      }
      cut();
    }

    private static void closeQuietly(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is gone all the same.
      }
    }
  }
}
