package io.rondo.bench.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and a server as a network of a given length would: what arrives leaves
 * half a round trip later, in order, however much is on its way; it takes none of the bandwidth but
 * that of its own copying.
 *
 * <p>Two threads for any number of connections. The one that calls {@link #run} accepts, connects
 * and reads, and notes when something arrived; it writes too where there is no delay. The {@link
 * DelayLine} writes the rest in time. Reading is not in the delay line's hands, or what arrives
 * while it waits would look younger than it is.
 */
final class Proxy implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final int ROOM = 256 << 10;

  private final InetSocketAddress server;
  private final Selector selector;
  private final DelayLine line = new DelayLine();
  private final ByteBuffer room = ByteBuffer.allocateDirect(ROOM);
  private volatile boolean closed;

  Proxy(InetSocketAddress server) throws IOException {
    this.server = server;
    this.selector = Selector.open();
    line.start();
  }

  /**
   * Listens on a free port of this machine's loopback.
   *
   * @param rttNanos how far away the server is to seem
   * @return the port
   */
  int listen(long rttNanos) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT, rttNanos);
    selector.wakeup(); // or a select that goes on does not see it
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  /** Relays until it is closed. */
  void run() throws IOException {
    try {
      while (!closed) {
        selector.select(this::handle);
      }
    } finally {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
      line.close();
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.attachment() instanceof Relay relay) {
        relay.ready(key, room);
      } else if (key.attachment() instanceof Long rttNanos) {
        accept((ServerSocketChannel) key.channel(), rttNanos);
      }
    } catch (CancelledKeyException e) {
      // The delay line has closed the connection in the meantime.
    }
  }

  @SuppressWarnings("resource") // the relay closes both sockets
  private void accept(ServerSocketChannel listener, long rttNanos) {
    SocketChannel client = null;
    SocketChannel toServer = null;
    try {
      client = listener.accept();
      if (client == null) {
        return;
      }
      toServer = SocketChannel.open();
      for (SocketChannel socket : new SocketChannel[] {client, toServer}) {
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      Relay relay =
          new Relay(new End(client, selector), new End(toServer, selector), line, rttNanos);
      relay.connect(server);
    } catch (IOException e) {
      close(client);
      close(toServer);
    }
  }

  private static void close(@Nullable SocketChannel socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is gone already.
    }
  }

  /** Ends {@link #run}, which closes what there is; from any thread. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}
