package io.rondo.bench.measure;

import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends this JVM when the other end of its standard input is closed, however that came about. */
public final class ParentWatch extends Thread {
  private static final int ORPHANED = 3;
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

  private final Reader in;
  private final Semaphore lines = new Semaphore(0);
  private volatile boolean released;

  public ParentWatch(Reader in) {
    super("parent-watch");
    this.in = in;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      int read;
      while ((read = in.read()) >= 0) {
        if (read == '\n') {
          lines.release();
        }
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }
    if (!released) {
      Runtime.getRuntime().halt(ORPHANED);
    }
  }

  /** Waits for the next line. */
  void awaitLine() {
    lines.acquireUninterruptibly();
  }

  /**
   * The work is done, the end of the stream is no reason to halt any more. Waits for it, which the
   * bench brings about when it has read the last message: a JVM that exits while a thread is in a
   * blocking read hesitates for 300 ms.
   */
  public void release() {
    released = true;
    try {
      join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
