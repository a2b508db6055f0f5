package io.rondo.bench.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * The figures of the study's second part, set+get per second between two machines 0.2 to 0.3 ms
 * apart: a Debian virtual machine and a Mac Pro, each as the client of the other. A reference, not
 * a rival.
 */
@SuppressWarnings("ImmutableEnumChecker") // records of numbers are immutable
public enum Across2017 {
  SYNC(
      Original2017.SYNC,
      "test_sync",
      new Figures(1173.38, 1259.33, 32.24),
      new Figures(1565.76, 1586.45, 7.65)),
  SYNC_PIPE(
      Original2017.SYNC_PIPE,
      "test_sync_pipe",
      new Figures(2129.48, 2219.08, 32.59),
      new Figures(2259.72, 2416.88, 66.23)),
  ASYNC(
      Original2017.ASYNC_100,
      "async_runner",
      new Figures(8228.97, 12072.66, 1634.06),
      new Figures(5002.71, 5080.10, 31.20)),
  ASYNC_UVLOOP(
      Original2017.ASYNC_100_UVLOOP,
      "async_runner_uvloop",
      new Figures(17467.09, 18314.50, 374.80),
      new Figures(8223.74, 8536.67, 133.42));

  /** In the order in which they were published. */
  public record Figures(double worst, double best, double stdev) {}

  /**
   * What was published of a test.
   *
   * @param toMacPro with the client in the virtual machine and the server on the Mac Pro
   * @param toDebian the other way round
   */
  public record Published(String test, Figures toMacPro, Figures toDebian) {}

  public static final String SOURCE =
      "2017, part 2: between a Debian virtual machine and a Mac Pro, 0.2-0.3 ms apart (Python)";

  private final Original2017 near;
  private final String test;
  private final Figures toMacPro;
  private final Figures toDebian;

  Across2017(Original2017 near, String test, Figures toMacPro, Figures toDebian) {
    this.near = near;
    this.test = test;
    this.toMacPro = toMacPro;
    this.toDebian = toDebian;
  }

  /** Those with the virtual machine as the client, and those with the Mac Pro as the client. */
  public Published figures() {
    return new Published(test, toMacPro, toDebian);
  }

  /** What a row reproduces that was measured across a network, by the rule of the first part. */
  public static Optional<Across2017> reproducedBy(
      String scenario, String connections, int workers, String loop) {
    return Original2017.reproducedBy(scenario, connections, workers, loop)
        .flatMap(near -> Arrays.stream(values()).filter(one -> one.near == near).findFirst());
  }
}
