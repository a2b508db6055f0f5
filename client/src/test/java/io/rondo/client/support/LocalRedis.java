package io.rondo.client.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
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
 */
final class LocalRedis extends TestRedis {
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
      ( read -r line <&3; kill -9 "$server" ) >/dev/null 2>&1 &
      watch=$!
      exec 3<&-
      wait "$server"
      kill "$watch" 2>/dev/null
      rm -rf -- "$folder"
      """;

  private final Process keeper;
  private final Path folder;
  private final int port;

  private LocalRedis(Process keeper, Path folder, int port) {
    this.keeper = keeper;
    this.folder = folder;
    this.port = port;
  }

  /** Makes the executable available, in the folder that it is handed or elsewhere. */
  interface Executable {
    Path in(Path folder) throws IOException;
  }

  static LocalRedis startProcess(Executable executable, String... arguments) throws IOException {
    for (int attempt = 1; ; attempt++) {
      LocalRedis server = launch(executable, arguments);
      if (server.becomesReady()) {
        return server;
      }
      String log = Files.exists(server.log()) ? Files.readString(server.log()) : "no log";
      server.close();
      if (attempt == ATTEMPTS) {
        throw new IOException("redis-server did not start: " + log);
      }
    }
  }

  private static LocalRedis launch(Executable executable, String... arguments) throws IOException {
    Path folder = Files.createTempDirectory("rondo-test-redis-");
    int port = freePort();
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", KEEPER, "keeper", folder.toString()));
    command.add(executable.in(folder).toString());
    command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", folder.toString()));
    command.addAll(List.of(arguments));
    Process keeper =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new LocalRedis(keeper, folder, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private boolean becomesReady() throws IOException {
    long deadline = System.nanoTime() + Eventually.PATIENCE.toNanos();
    try {
      while (keeper.isAlive() && System.nanoTime() - deadline < 0) {
        if (Files.exists(log()) && Files.readString(log()).contains("eady to accept connections")) {
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
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String reply = new String(in.readNBytes(5), StandardCharsets.US_ASCII);
      return reply.equals("+PONG") || reply.equals("-NOAU");
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void kill() {
    close();
  }

  /** Nothing on disk is worth a graceful end. */
  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
    } catch (IOException e) {
      // The keeper has ended already, and the server with it.
    }
    try {
      if (!keeper.waitFor(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("redis-server on port " + port + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
