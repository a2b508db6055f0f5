package io.rondo.client.support;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;

/**
 * A server on 127.0.0.1 that does to each connection what a script says, in a thread of its own:
 * for faults that a real server cannot be made to commit.
 */
public final class ScriptedServer implements AutoCloseable {
  /** What the server does to one connection, which is closed afterwards. */
  @FunctionalInterface
  public interface Script {
    void run(Session session) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private ScriptedServer(ServerSocketFactory kind, Script script) throws IOException {
    this.listener = kind.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
  }

  /** Starts a server. */
  public static ScriptedServer start(Script script) {
    return start(ServerSocketFactory.getDefault(), script);
  }

  /** Starts a server on a socket of that kind, one of TLS for example. */
  public static ScriptedServer start(ServerSocketFactory kind, Script script) {
    try {
      ScriptedServer server = new ScriptedServer(kind, script);
      daemon(server::accept, "scripted-accept").start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        daemon(() -> serve(socket), "scripted-session").start();
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.run(new Session(socket));
    } catch (IOException e) {
      // The client is gone: scripts end so.
    } catch (RuntimeException | AssertionError e) {
      failures.add(e);
    }
  }

  /** Ends all connections; fails with what a script failed with. */
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
    Throwable failure = failures.peek();
    if (failure != null) {
      throw new AssertionError("the script failed: " + failure, failure);
    }
  }

  /** One connection, as the script sees it. */
  public static final class Session {
    private final Socket socket;
    private final InputStream in;

    Session(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** The connection's socket. */
    public Socket socket() {
      return socket;
    }

    /** Reads one command: its words, as UTF-8. */
    public List<String> command() throws IOException {
      int count = header('*');
      List<String> words = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        int length = header('$');
        byte[] word = in.readNBytes(length);
        if (word.length < length || in.read() != '\r' || in.read() != '\n') {
          throw new EOFException();
        }
        words.add(new String(word, StandardCharsets.UTF_8));
      }
      return words;
    }

    private int header(char type) throws IOException {
      int first = in.read();
      if (first < 0) {
        throw new EOFException();
      }
      if (first != type) {
        throw new AssertionError("expected '" + type + "' from the client, got " + (char) first);
      }
      StringBuilder digits = new StringBuilder();
      for (int c = in.read(); c != '\r'; c = in.read()) {
        if (c < 0) {
          throw new EOFException();
        }
        digits.append((char) c);
      }
      if (in.read() != '\n') {
        throw new AssertionError("the client sent CR without LF");
      }
      return Integer.parseInt(digits.toString());
    }

    /** Writes, in one piece. */
    public void write(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    /** Writes every byte as a segment of its own, as far as the kernel lets that be seen. */
    public void writeByteByByte(String bytes) throws IOException {
      for (byte b : bytes.getBytes(StandardCharsets.UTF_8)) {
        socket.getOutputStream().write(b);
        socket.getOutputStream().flush();
      }
    }

    /** A bulk string. */
    public static String bulk(String text) {
      return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n" + text + "\r\n";
    }

    /** Reads and answers nothing until the client is gone. */
    public void hang() throws IOException {
      while (in.read() >= 0) {
        // What comes is dropped.
      }
    }

    /** Keeps the connection open without reading, until the server is closed. */
    public void idle() {
      Eventually.eventually("the server is closed", socket::isClosed);
    }

    /** Ends the connection orderly; returns when the client's kernel has heard of it. */
    public void end() throws IOException {
      socket.setSoLinger(true, (int) Eventually.PATIENCE.toSeconds());
      socket.close();
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
