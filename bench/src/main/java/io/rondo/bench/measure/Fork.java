package io.rondo.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.LastLines;
import io.rondo.bench.common.Passwords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A measuring process, a JVM unless it is started as something else, seen from the bench. It dies
 * with the bench, however that ends.
 */
public final class Fork implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final String kind;
  private final LastLines errors;
  private final Patience patience;
  private volatile long lastSign = System.nanoTime();

  /** It waits for the bench, and has no reason to give a sign. */
  private volatile boolean idle;

  private volatile String whyStopped = "";
  private volatile boolean outOfTime;
  private @Nullable Measurement cold;
  private @Nullable Measurement warm;
  private @Nullable String failure;

  private Fork(Process process, String kind, Patience patience) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
    this.kind = kind;
    this.errors = new LastLines(process.getErrorStream());
    this.patience = patience;
    Thread watch = new Thread(this::stopInTime, "fork-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Starts a JVM and hands it the cell.
   *
   * @param prefix what the command line begins with, to pin it to cores
   */
  public static Fork start(ForkSpec spec, List<String> prefix, Patience patience) {
    return start(ForkJvm.command(prefix, ForkMain.class), "", spec, "JVM", patience);
  }

  /**
   * Starts a process that speaks as {@link ForkMain} does, and hands it the cell.
   *
   * @param introduction what it reads before the cell; empty or with an end of line
   * @param kind what runs in it, for messages
   */
  public static Fork start(
      List<String> command, String introduction, ForkSpec spec, String kind, Patience patience) {
    try {
      Fork fork = new Fork(new ProcessBuilder(command).start(), kind, patience);
      fork.send(introduction + Json.MAPPER.writeValueAsString(spec) + "\n");
      return fork;
    } catch (IOException e) {
      throw new BenchException(
          "can't start a measuring %s with %s: %s"
              .formatted(kind, command.get(0), BenchException.oneLine(e)),
          e);
    }
  }

  /**
   * Ends the process when patience does. Wakes up only then: it shares the cores with what runs.
   */
  private void stopInTime() {
    long end = System.nanoTime() + patience.whole().toNanos();
    try {
      while (true) {
        long now = System.nanoTime();
        long silent = idle ? 0 : now - lastSign;
        long untilSilent = patience.silence().toNanos() - silent;
        long left = Math.min(untilSilent, end - now);
        if (left <= 0) {
          Duration limit = untilSilent <= 0 ? patience.silence() : patience.whole();
          outOfTime = untilSilent > 0;
          whyStopped =
              name()
                  + " was ended: "
                  + (untilSilent <= 0 ? "it gave no sign for " : "it took more than ")
                  + limit.toSeconds()
                  + " s; with a slow server, try a smaller -n";
          process.destroyForcibly();
          return;
        }
        if (process.waitFor(left, TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String name() {
    return "the measuring " + kind;
  }

  private void send(String text) {
    try {
      // Stays open: its end tells the fork that the bench is gone.
      OutputStream stdin = process.getOutputStream();
      stdin.write(text.getBytes(StandardCharsets.UTF_8));
      stdin.flush();
    } catch (IOException e) {
      // It has died already; its exit code and last words say why.
    }
  }

  /**
   * For a fork that is measured in turns: waits until it is warm.
   *
   * @return false if it has ended instead; {@link #await} says why
   */
  public boolean awaitWarm(DoubleConsumer progress) {
    return readUntil(message -> message.ready() != null, progress);
  }

  /**
   * Has a fork that is warm measure once, and waits until it has.
   *
   * @return false if it has ended instead; {@link #await} says why
   */
  public boolean takeTurn() {
    lastSign = System.nanoTime();
    idle = false; // From here on it is being looked at.
    send("\n");
    return readUntil(message -> message.progress() != null, part -> {});
  }

  /** Waits for the fork to end, and hands over how far it is, from 0 to 1. */
  public CellResult await(DoubleConsumer progress) {
    lastSign = System.nanoTime();
    idle = false;
    readUntil(message -> false, progress);
    int exitCode = exitCode();
    if (warm == null && !whyStopped.isEmpty()) {
      failure = whyStopped;
    }
    if (failure == null && warm == null) {
      String lastWords = Passwords.hide(errors.last());
      failure =
          name()
              + " ended with exit code "
              + exitCode
              + (lastWords.isEmpty() ? "" : ": " + lastWords);
    }
    boolean ended = outOfTime && whyStopped.equals(failure);
    return new CellResult(cold, warm, failure == null ? "" : failure, ended);
  }

  /** Takes messages up to one such; returns false at their end. */
  private boolean readUntil(Predicate<ForkMessage> last, DoubleConsumer progress) {
    try {
      String line;
      while ((line = lines.readLine()) != null) {
        ForkMessage message = Json.MAPPER.readValue(line, ForkMessage.class);
        take(message, progress);
        if (last.test(message)) {
          idle = true;
          return true;
        }
      }
    } catch (JsonProcessingException e) {
      failure = name() + " wrote something else than its messages";
    } catch (IOException e) {
      failure = "lost " + name() + ": " + BenchException.oneLine(e);
    }
    return false;
  }

  /** System calls per set+get of a fork that was told to calibrate. */
  double systemCallsPerOp() {
    try {
      expect(lines.readLine());
      long calls;
      long pairs;
      try (Strace strace = Strace.attach(process.pid())) {
        send("\n");
        pairs = Objects.requireNonNull(expect(lines.readLine()).counted());
        calls = strace.detach();
      }
      send("\n");
      closeInput();
      exitCode();
      return (double) calls / pairs;
    } catch (IOException e) {
      throw new BenchException("lost " + name() + ": " + BenchException.oneLine(e), e);
    }
  }

  private ForkMessage expect(@Nullable String line) throws JsonProcessingException {
    if (line == null) {
      throw new BenchException(
          whyStopped.isEmpty() ? name() + " ended: " + Passwords.hide(errors.last()) : whyStopped);
    }
    lastSign = System.nanoTime();
    ForkMessage message = Json.MAPPER.readValue(line, ForkMessage.class);
    if (message.failure() != null) {
      throw new BenchException(message.failure());
    }
    return message;
  }

  private void take(ForkMessage line, DoubleConsumer progress) {
    lastSign = System.nanoTime();
    ForkMessage message = line.told();
    if (message.progress() != null) {
      progress.accept(message.progress());
    }
    cold = message.cold() == null ? cold : message.cold();
    warm = message.warm() == null ? warm : message.warm();
    failure = message.failure() == null ? failure : message.failure();
    if (warm != null || failure != null) {
      closeInput();
    }
  }

  /** Tells the fork that its last message has been read. */
  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
  }

  private int exitCode() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new BenchException("interrupted while a cell was measured", e);
    }
  }

  /** Ends the process at once. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
