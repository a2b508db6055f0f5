package io.rondo.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Replies as the canned server does, but that the value 7 is an 8. */
public final class LyingServer implements AutoCloseable {
  private final ServerSocket listener;

  public LyingServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    onItsOwnThread(this::accept);
  }

  public String uri() {
    return "redis://127.0.0.1:" + listener.getLocalPort();
  }

  private static void onItsOwnThread(Runnable work) {
    Thread thread = new Thread(work, "lying-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        onItsOwnThread(() -> converse(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void converse(Socket socket) {
    CannedConversation conversation = new CannedConversation();
    byte[] buffer = new byte[8_192];
    try (socket) {
      InputStream in = socket.getInputStream();
      int length;
      while ((length = in.read(buffer)) >= 0) {
        byte[] replies = conversation.replies(Arrays.copyOf(buffer, length));
        String lies =
            new String(replies, StandardCharsets.ISO_8859_1).replace("$1\r\n7\r\n", "$1\r\n8\r\n");
        socket.getOutputStream().write(lies.getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
