package io.rondo.client.support;

import io.rondo.client.Drive;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisOptions;
import io.rondo.client.Transport;
import io.rondo.client.WaitStrategy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One of the ways in which a connection runs. */
public record Cell(Transport loop, Drive drive, WaitStrategy strategy) {
  /** Every event loop that this machine has, in both drives, blocking. */
  public static Stream<Cell> loops() {
    return allWaits().filter(cell -> cell.strategy == WaitStrategy.BLOCK);
  }

  /** Every event loop that this machine has, in both drives, with each wait strategy. */
  public static Stream<Cell> allWaits() {
    return transports()
        .flatMap(
            loop ->
                Arrays.stream(Drive.values())
                    .flatMap(
                        drive ->
                            Arrays.stream(WaitStrategy.values())
                                .map(wait -> new Cell(loop, drive, wait))));
  }

  /** Every event loop that this machine has, in CALLER, with each wait strategy. */
  public static Stream<Cell> callers() {
    return allWaits().filter(cell -> cell.drive == Drive.CALLER);
  }

  /** Every event loop that this machine has, in LOOP_THREAD, blocking. */
  public static Stream<Cell> loopThreads() {
    return loops().filter(cell -> cell.drive == Drive.LOOP_THREAD);
  }

  /** What this machine can run. */
  public static Stream<Transport> transports() {
    return available().stream();
  }

  private static List<Transport> available() {
    return Arrays.stream(Transport.values())
        .filter(loop -> loop != Transport.AUTO && loop.isAvailable())
        .toList();
  }

  /** Options for the shared server. */
  public RedisOptions options() {
    return options(TestRedis.shared().port());
  }

  /**
   * Options for a server on 127.0.0.1. No CLIENT SETINFO, which scripts would have to answer, and
   * which would count among the commands.
   */
  public RedisOptions options(int port) {
    return RedisOptions.create()
        .withAddress("127.0.0.1", port)
        .withClientInfo(false)
        .withTransport(loop)
        .withDrive(drive)
        .withWait(strategy)
        .withLoopThreads(1);
  }

  /** A client of the shared server. */
  public RedisClient client() {
    return RedisClient.create(options());
  }

  @Override
  public String toString() {
    return loop.label() + " " + drive.label() + " " + strategy.label();
  }
}
