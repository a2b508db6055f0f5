package io.rondo.bench.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads what a process writes to its end, on a thread of its own so that the process never blocks,
 * and keeps the last lines.
 */
public final class LastLines {
  private static final int KEPT = 50;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  public LastLines(InputStream stream) {
    reader = new Thread(() -> read(stream), "last-lines");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        keep(line);
      }
    } catch (IOException e) {
      // The process is gone; what it wrote so far is kept.
    }
  }

  private synchronized void keep(String line) {
    lines.addLast(line);
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  /** The lines of a process that has ended. */
  public List<String> lines() {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return List.copyOf(lines);
    }
  }

  /** The last line that says something, stack frames aside; empty if there is none. */
  public String last() {
    return lines().stream()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce("", (earlier, later) -> later);
  }
}
