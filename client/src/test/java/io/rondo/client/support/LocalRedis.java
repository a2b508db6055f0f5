package io.rondo.client.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A redis-server process.
 *
 * <p>It must end when the tests do, even when their JVM is killed. So a small shell stands between:
 * it holds the reading end of a pipe whose writing end is the JVM's. However that ends, the kernel
 * closes the pipe, and the shell ends the server and removes its folder.
 *
 * <p>Of one thread.
 */
public final class LocalRedis extends TestRedis {
  private static final int ATTEMPTS = 5;

  /** Arguments: the folder to remove at the end, then the server's command line. */
  private static final String KEEPER =
      """
      folder=$1
      shift
      trap '' INT HUP
      exec 3<&0
      "$@" </dev/null >"$folder/log" 2>&1 3<&- &
      server=$!
      echo "$server" >"$folder/pid"
      ( read -r line <&3; kill -9 "$server" ) >/dev/null 2>&1 &
      watch=$!
      exec 3<&-
      wait "$server"
      kill "$watch" 2>/dev/null
      tail -c 4000 "$folder/log"
      rm -rf -- "$folder"
      """;

  private final Executable executable;
  private final String[] arguments;
  private final HeldPort port = new HeldPort();
  private Path folder;
  private Process keeper;

  private LocalRedis(Executable executable, String... arguments) throws IOException {
    this.executable = executable;
    this.arguments = arguments;
    this.folder = newFolder();
    this.keeper = launch();
  }

  /** Makes the executable available, in the folder that it is handed or elsewhere. */
  interface Executable {
    Path in(Path folder) throws IOException;
  }

  static LocalRedis startProcess(Executable executable, String... arguments) throws IOException {
    for (int attempt = 1; ; attempt++) {
      LocalRedis server = new LocalRedis(executable, arguments);
      if (server.becomesReady()) {
        return server;
      }
      String log = server.endAndReadLog();
      server.close();
      if (attempt == ATTEMPTS) {
        throw new IOException("redis-server did not start: " + log);
      }
    }
  }

  private static Path newFolder() throws IOException {
    return Files.createTempDirectory("rondo-test-redis-");
  }

  private Process launch() throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper", folder.toString()));
    command.add(executable.in(folder).toString());
    command.addAll(List.of("--port", String.valueOf(port()), "--bind", "127.0.0.1"));
    command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", folder.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private boolean isWritten(String name, String part) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) && Files.readString(file).contains(part);
  }

  /** Ends the server; the keeper hands out the end of its log, as much as a pipe holds. */
  private String endAndReadLog() throws IOException {
    end();
    return new String(keeper.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private boolean becomesReady() throws IOException {
    long deadline = System.nanoTime() + Eventually.PATIENCE.toNanos();
    try {
      while (keeper.isAlive() && System.nanoTime() - deadline < 0) {
        if (isWritten("log", "eady to accept connections") && isWritten("pid", "\n")) {
          return answers();
        }
        keeper.waitFor(5, TimeUnit.MILLISECONDS);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean answers() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String reply = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
      return reply.equals("+PONG") || reply.equals("-NOAU");
    }
  }

  @Override
  public int port() {
    return port.number();
  }

  @Override
  public void kill() {
    end();
  }

  /** Starts the server again, on the same port and without data, after it was killed. */
  public void restart() {
    try {
      folder = newFolder();
      keeper = launch();
      if (!becomesReady()) {
        throw new AssertionError("redis-server did not start again: " + endAndReadLog());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the process (SIGSTOP): the kernel still takes what is sent to it. */
  public void suspend() {
    signal("STOP");
  }

  /** Lets the process go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      String pid = Files.readString(folder.resolve("pid")).strip();
      Process sent = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start();
      if (sent.waitFor() != 0) {
        throw new AssertionError("cannot send SIG" + name + " to " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing on disk is worth a graceful end. */
  @Override
  public void close() {
    end();
    port.close();
  }

  private void end() {
    try {
      keeper.getOutputStream().close();
    } catch (IOException e) {
      // The keeper has ended already, and the server with it.
    }
    try {
      if (!keeper.waitFor(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("redis-server on port " + port() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
