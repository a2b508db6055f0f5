package io.rondo.client.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * A port of 127.0.0.1 for a server that goes and comes back: nobody else gets it meanwhile, neither
 * another process nor a client that tries to connect to it, which TCP would let be its own peer.
 *
 * <p>A socket that is bound and does not listen keeps it, and connections to it are refused. Who
 * listens on it must set SO_REUSEADDR, as redis-server does. So it is on Linux; elsewhere two
 * sockets cannot share a port like that, and it is merely one that was free.
 */
final class HeldPort implements AutoCloseable {
  private static final boolean LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

  private final Socket holder = new Socket();
  private final int number;

  HeldPort() throws IOException {
    holder.setReuseAddress(true);
    holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    number = holder.getLocalPort();
    if (!LINUX) {
      holder.close();
    }
  }

  int number() {
    return number;
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
