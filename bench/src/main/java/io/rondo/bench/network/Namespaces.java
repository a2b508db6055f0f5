package io.rondo.bench.network;

import io.rondo.bench.common.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two network namespaces, one for clients and one for the server, joined by a veth pair. Nothing
 * else is in them, and nothing leads out.
 *
 * <p>They must be gone when the bench is, even when that is killed. So a small shell makes them and
 * waits for the end of its standard input, which comes when the bench closes it or, however it
 * ends, the kernel does; then it removes them.
 */
final class Namespaces implements AutoCloseable {
  /** Of the addresses that are kept for documentation; used by nobody else in there. */
  static final String SERVER_ADDRESS = "192.0.2.2";

  private static final String CLIENT_ADDRESS = "192.0.2.1";
  private static final String MADE = "made";
  private static final long STOP_SECONDS = 10;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Arguments: the namespaces and addresses of client and server. */
  private static final String KEEPER =
      """
      trap '' INT HUP TERM
      remove() {
        ip netns del "$1"
        ip netns del "$2"
      } >/dev/null 2>&1
      make() {
        ip netns add "$1" &&
          ip netns add "$2" &&
          ip -n "$1" link add rondo0 type veth peer name rondo0 netns "$2" &&
          ip -n "$1" address add "$3/30" dev rondo0 &&
          ip -n "$2" address add "$4/30" dev rondo0 &&
          ip -n "$1" link set lo up &&
          ip -n "$2" link set lo up &&
          ip -n "$1" link set rondo0 up &&
          ip -n "$2" link set rondo0 up
      } 2>&1
      if problem=$(make "$@"); then
        echo made
        read -r line
      else
        echo $problem
      fi
      remove "$@"
      """;

  private final Process keeper;
  private final String client;
  private final String server;

  private Namespaces(Process keeper, String client, String server) {
    this.keeper = keeper;
    this.client = client;
    this.server = server;
  }

  /** Makes them; the message of what it throws says why that can't be done. */
  static Namespaces make() {
    String name = "rondo-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    String client = name + "-client";
    String server = name + "-server";
    List<String> command =
        List.of("sh", "-c", KEEPER, "netns-keeper", client, server, CLIENT_ADDRESS, SERVER_ADDRESS);
    try {
      Process keeper = new ProcessBuilder(command).start();
      Namespaces namespaces = new Namespaces(keeper, client, server);
      String outcome = namespaces.firstLine();
      if (!outcome.equals(MADE)) {
        namespaces.close();
        throw new BenchException(outcome.isBlank() ? "the shell that makes them ended" : outcome);
      }
      return namespaces;
    } catch (IOException e) {
      throw new BenchException("there is no shell: " + BenchException.oneLine(e), e);
    }
  }

  /** Why there can't be any, or empty: found out by making them. */
  static String whyNot() {
    try {
      make().close();
      return "";
    } catch (BenchException e) {
      return BenchException.oneLine(e);
    }
  }

  @SuppressWarnings("resource") // the reader ends with the process
  private String firstLine() throws IOException {
    BufferedReader lines = keeper.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    return line == null ? "" : line.strip();
  }

  String client() {
    return client;
  }

  String server() {
    return server;
  }

  /** What the command line of a client begins with. */
  List<String> inClient(List<String> prefix) {
    return in(client, prefix);
  }

  /** What the server's command line begins with. */
  List<String> inServer(List<String> prefix) {
    return in(server, prefix);
  }

  private static List<String> in(String namespace, List<String> prefix) {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    command.addAll(prefix);
    return List.copyOf(command);
  }

  /** Removes them; what still runs in them is cut off. */
  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
    } catch (IOException e) {
      // The keeper has removed them already.
    }
    try {
      keeper.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
