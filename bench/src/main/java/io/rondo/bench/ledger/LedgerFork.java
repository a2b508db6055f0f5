package io.rondo.bench.ledger;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.LastLines;
import io.rondo.bench.common.Passwords;
import io.rondo.bench.measure.ForkJvm;
import io.rondo.bench.measure.Json;
import io.rondo.bench.measure.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@link LedgerMain}, seen from the bench. */
public final class LedgerFork implements AutoCloseable {
  /** As many windows as it may run, warm-up and references included. */
  private static final int WINDOWS = 100;

  private final Process process;
  private final LastLines errors;
  private volatile boolean late;

  private LedgerFork(Process process, Duration patience) {
    this.process = process;
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::stopInTime);
    this.errors = new LastLines(process.getErrorStream());
  }

  /**
   * Starts it and hands it the cell.
   *
   * @param prefix what the command line begins with, to pin it to cores
   */
  public static LedgerFork start(LedgerSpec spec, List<String> prefix) {
    List<String> command = ForkJvm.command(prefix, LedgerMain.class);
    try {
      LedgerFork fork = new LedgerFork(new ProcessBuilder(command).start(), patience(spec));
      // Stays open: its end tells the fork that the bench is gone.
      OutputStream stdin = fork.process.getOutputStream();
      stdin.write((Json.MAPPER.writeValueAsString(spec) + "\n").getBytes(StandardCharsets.UTF_8));
      stdin.flush();
      return fork;
    } catch (IOException e) {
      throw new BenchException(
          "can't start a measuring JVM with " + command.get(0) + ": " + BenchException.oneLine(e),
          e);
    }
  }

  /** A window is of one pair per worker at least, however far away the server is. */
  private static Duration patience(LedgerSpec spec) {
    Duration travel =
        Duration.of(
            spec.cell().travelMicros((long) WINDOWS * spec.cell().workers()), ChronoUnit.MICROS);
    return Patience.with(spec.cell()).silence().plus(travel);
  }

  private void stopInTime() {
    late = process.isAlive();
    process.destroyForcibly();
  }

  /**
   * Waits for what it finds.
   *
   * @throws BenchException if it finds nothing; the message says why
   */
  public LedgerFindings await() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      if (line == null) {
        throw new BenchException(
            "the measuring JVM ended: "
                + (late ? "it took too long; try a smaller -n" : Passwords.hide(errors.last())));
      }
      LedgerMain.Outcome outcome = Json.MAPPER.readValue(line, LedgerMain.Outcome.class);
      process.getOutputStream().close();
      if (outcome.findings() == null) {
        throw new BenchException(outcome.failure() == null ? "nothing found" : outcome.failure());
      }
      return outcome.findings();
    } catch (IOException e) {
      throw new BenchException("lost the measuring JVM: " + BenchException.oneLine(e), e);
    }
  }

  /** Ends the JVM at once. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
