package io.rondo.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The canned server: replies at once with what a client expects and does nothing else, so that it
 * is the client that sets the pace. It listens on a free port of the address that it is given,
 * writes the port to its standard output, and ends with its standard input.
 */
public final class CannedMain {
  private static final int BACKLOG = 1_024;
  private static final int WARM_ROUNDS = 3_000;

  private CannedMain() {}

  public static void main(String[] arguments) throws IOException {
    endWithParent(System.in);
    warmUp();
    try (Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getByName(arguments[0]), 0), BACKLOG);
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      System.out.println(((InetSocketAddress) listener.getLocalAddress()).getPort());
      System.out.flush();
      while (true) {
        selector.select(CannedMain::handle);
      }
    }
  }

  private static void endWithParent(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {
                  // Only the end of the stream matters.
                }
              } catch (IOException e) {
                // A broken pipe is an end as well.
              }
              Runtime.getRuntime().halt(0);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Lets the compiler see all of it before the first client does. */
  private static void warmUp() {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      String key = "test_sync:keys:" + i;
      pairs.append("*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$1\r\n0\r\n".formatted(key.length(), key));
      pairs.append("*2\r\n$3\r\nGET\r\n$%d\r\n%s\r\n".formatted(key.length(), key));
    }
    byte[] bytes = pairs.toString().getBytes(StandardCharsets.US_ASCII);
    CannedConversation conversation = new CannedConversation();
    for (int round = 0; round < WARM_ROUNDS; round++) {
      conversation.replies(bytes);
    }
  }

  private static void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept(key);
      } else {
        converse(key);
      }
    } catch (IOException e) {
      key.cancel();
      closeQuietly(key);
    }
  }

  private static void accept(SelectionKey key) throws IOException {
    SocketChannel socket = ((ServerSocketChannel) key.channel()).accept();
    if (socket != null) {
      socket.configureBlocking(false);
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.register(key.selector(), SelectionKey.OP_READ, new CannedConversation());
    }
  }

  private static void converse(SelectionKey key) throws IOException {
    SocketChannel socket = (SocketChannel) key.channel();
    CannedConversation conversation = (CannedConversation) Objects.requireNonNull(key.attachment());
    if (key.isWritable()) {
      conversation.send(socket);
    }
    if (key.isReadable() && !conversation.exchange(socket)) {
      throw new IOException("the client has gone");
    }
    int wanted = SelectionKey.OP_READ | (conversation.hasUnsent() ? SelectionKey.OP_WRITE : 0);
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  private static void closeQuietly(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // It is gone already.
    }
  }
}
