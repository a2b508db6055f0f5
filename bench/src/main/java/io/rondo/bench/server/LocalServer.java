package io.rondo.bench.server;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.LastLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A redis-server that the bench has started on 127.0.0.1, or on one address of another network
 * namespace, without persistence.
 *
 * <p>It must end when the bench does, even when that is killed and can do nothing any more. So a
 * small shell stands between: it holds the reading end of a pipe whose writing end is the bench's.
 * However the bench ends, the kernel closes that pipe, the shell notices, ends the server and
 * removes the server's folder.
 */
final class LocalServer implements BenchServer {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT_ATTEMPTS = 5;
  private static final long START_SECONDS = 10;
  private static final long STOP_SECONDS = 5;

  /** Arguments: the folder to remove at the end, then the server's command line. */
  private static final String KEEPER =
      """
      folder=$1
      shift
      trap '' INT HUP
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      ( read -r line <&3; kill "$server" ) >/dev/null 2>&1 &
      watch=$!
      exec 3<&-
      wait "$server"
      code=$?
      kill "$watch" 2>/dev/null
      rm -rf -- "$folder"
      exit $code
      """;

  private final Process keeper;
  private final Path folder;
  private final String address;
  private final int port;
  private final LastLines output;
  private String pid = "";

  private LocalServer(Process keeper, Path folder, String address, int port) {
    this.keeper = keeper;
    this.folder = folder;
    this.address = address;
    this.port = port;
    this.output = new LastLines(keeper.getInputStream());
  }

  /** Makes the executable available, in the folder that it is handed or elsewhere. */
  interface Executable {
    Path in(Path folder) throws IOException;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param prefix what the command line begins with, to pin the server to cores
   */
  static LocalServer start(Executable executable, List<String> prefix) {
    return startAt(LOOPBACK, executable, prefix);
  }

  /**
   * {@link #start} on an address of another network namespace, which the prefix puts it into. The
   * bench reaches it by a unix socket in a folder that nobody else may read.
   */
  static LocalServer startAt(String address, Executable executable, List<String> prefix) {
    String lastWords = "";
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      LocalServer server = launch(address, executable, prefix);
      if (server.becomesReady()) {
        return server;
      }
      lastWords = String.join("; ", server.output.lines());
      if (!lastWords.contains("Address already in use")) {
        break;
      }
    }
    throw new BenchException("redis-server did not start: " + lastWords);
  }

  private static LocalServer launch(String address, Executable executable, List<String> prefix) {
    Path folder = newFolder();
    try {
      int port = freePort();
      List<String> command =
          new ArrayList<>(List.of("sh", "-c", KEEPER, "redis-keeper", folder.toString()));
      command.addAll(prefix);
      command.add(executable.in(folder).toString());
      command.addAll(List.of("--port", String.valueOf(port), "--bind", address));
      if (!address.equals(LOOPBACK)) {
        // Protected mode would let in the loopback alone; nobody else is in the namespace.
        command.addAll(List.of("--protected-mode", "no"));
        command.addAll(List.of("--unixsocket", socket(folder).toString()));
      }
      command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", folder.toString()));
      command.addAll(List.of("--loglevel", "warning", "--daemonize", "no"));
      return new LocalServer(
          new ProcessBuilder(command).redirectErrorStream(true).start(), folder, address, port);
    } catch (IOException e) {
      remove(folder);
      throw new BenchException("can't start redis-server: " + BenchException.oneLine(e), e);
    } catch (BenchException e) {
      remove(folder);
      throw e;
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("rondo-bench-redis-");
    } catch (IOException e) {
      throw new BenchException(
          "can't make a folder for redis-server in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + BenchException.oneLine(e),
          e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Whether the server that was started, and no other on the same port, answers; else closed. */
  private boolean becomesReady() {
    boolean ready = false;
    try {
      ready = answersInTime();
    } finally {
      if (!ready) {
        close();
      }
    }
    return ready;
  }

  private boolean answersInTime() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try {
      while (keeper.isAlive() && System.nanoTime() < deadline) {
        if (answersPing()) {
          return isOurs();
        }
        keeper.waitFor(5, TimeUnit.MILLISECONDS);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean answersPing() {
    if (!address.equals(LOOPBACK)) {
      return Files.exists(socket(folder)); // made when it begins to listen
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  /** Another Redis may have taken the port in the meantime; that one must never be flushed. */
  private boolean isOurs() {
    try (RedisAdmin admin = RedisAdmin.connect(adminUri())) {
      Map<String, String> info = admin.info();
      String claimed = info.getOrDefault("process_id", "");
      boolean ours =
          keeper.descendants().anyMatch(child -> String.valueOf(child.pid()).equals(claimed));
      pid = ours ? claimed : "";
      return ours;
    }
  }

  @Override
  public String uri() {
    return "redis://" + address + ":" + port;
  }

  @Override
  public String adminUri() {
    return address.equals(LOOPBACK) ? uri() : "redis+unix://" + socket(folder);
  }

  private static Path socket(Path folder) {
    return folder.resolve("redis.sock");
  }

  @Override
  public String pid() {
    return pid;
  }

  @Override
  public void close() {
    List<ProcessHandle> children = keeper.descendants().toList();
    try {
      keeper.getOutputStream().close();
    } catch (IOException e) {
      // The keeper has ended already, and the server with it.
    }
    try {
      keeper.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (keeper.isAlive()) {
      children.forEach(ProcessHandle::destroyForcibly);
      keeper.destroyForcibly();
      children.forEach(child -> child.onExit().join());
    }
    remove(folder);
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // The keeper removes the same folder and may be faster.
    }
  }
}
