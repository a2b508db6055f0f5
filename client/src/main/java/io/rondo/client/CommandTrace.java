package io.rondo.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * When each {@link Stage} of one command began. Times are of {@link System#nanoTime()}.
 *
 * <p>Threads: written by the submitter until the command is submitted, then by the loop; {@link
 * #end} by the thread that waits, if one does. Both are needed to finish it: the second of them
 * {@linkplain Tracer#deliver delivers} it, which orders what the other has written.
 */
@SuppressWarnings("EnumOrdinal") // An array by stage: a map would be slower than what it measures.
public final class CommandTrace {
  private static final VarHandle FINISHED;

  static {
    try {
      FINISHED = MethodHandles.lookup().findVarHandle(CommandTrace.class, "finished", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Tracer tracer;
  private final long[] begins = new long[Stage.ALL.size()];
  private String command = "";
  private boolean awaited;
  private long end;

  /** Tells reads apart, for a reply may come in several. */
  private long receivedAt;

  private int flushed = 1;
  private int read = 1;

  @SuppressWarnings("UnusedVariable") // By its handle.
  private volatile int finished;

  /** Link of a list of the {@link Tracer}. */
  @Nullable CommandTrace next;

  CommandTrace(Tracer tracer) {
    this.tracer = tracer;
  }

  // --- what a listener asks ---

  /** The name of the command, {@code "SET"} for example; {@code "MULTI … EXEC"} is one. */
  public String command() {
    return command;
  }

  /** Nanoseconds that the stage took; the sum over all stages is {@link #totalNanos()}. */
  public long nanos(Stage stage) {
    int next = stage.ordinal() + 1;
    return (next == begins.length ? end : begins[next]) - begins[stage.ordinal()];
  }

  /**
   * Nanoseconds from the submission to the end: the return of a blocking call, else the return of
   * the last completion that was registered before the reply came.
   */
  public long totalNanos() {
    return end - begins[0];
  }

  /** How many commands went through the stage together, this one included. */
  public int sharers(Stage stage) {
    if (!stage.isShared()) {
      return 1;
    }
    return stage.compareTo(Stage.READ) < 0 ? flushed : read;
  }

  /** Whether a thread was blocked until it ended. */
  public boolean isAwaited() {
    return awaited;
  }

  // --- what its command tells it ---

  /** It is the trace of another command from now on. */
  CommandTrace of(String newCommand, boolean isAwaited) {
    command = newCommand;
    awaited = isAwaited;
    receivedAt = 0;
    finished = 0;
    return this;
  }

  void awaited() {
    awaited = true;
  }

  void submitted(long now, boolean onLoop) {
    begins(Stage.HAND_OFF, now);
    begins(Stage.TURN, onLoop ? now : 0);
  }

  void encodes() {
    long batch = tracer.batchBeganAt();
    if (at(Stage.TURN) == 0) {
      begins(Stage.TURN, batch);
    }
    begins(Stage.ENCODE_QUEUE, batch);
    begins(Stage.ENCODE, System.nanoTime());
  }

  void encoded() {
    begins(Stage.GATHER, System.nanoTime());
    tracer.encoded(this);
  }

  void flushed(long from, long to, int commands) {
    begins(Stage.FLUSH, from);
    begins(Stage.SERVER, to);
    flushed = commands;
  }

  /** Its decoder is asked for: once for each reply that it has, and again in each further read. */
  void decodes() {
    long received = tracer.receivedAt();
    if (receivedAt != received) {
      receivedAt = received;
      long began = tracer.readBeganAt();
      begins(Stage.READ, began - at(Stage.SERVER) < 0 ? received : began);
      begins(Stage.DECODE_QUEUE, received);
      begins(Stage.DECODE, System.nanoTime());
    }
  }

  void decoded() {
    begins(Stage.COMPLETE, System.nanoTime());
  }

  /**
   * It is completed.
   *
   * @param late whether it had ended before its reply came; then there is nothing to tell
   */
  void answered(boolean late) {
    if (late) {
      tracer.abandoned();
      return;
    }
    long now = System.nanoTime();
    begins(Stage.RESUME, now);
    if (!awaited) {
      end = now;
    }
    tracer.answered(this);
  }

  /** The server did not know the script: the whole of it goes out, and its reply is another. */
  void sentAgain() {
    tracer.abandoned();
  }

  /** The loop has read what came together with its reply. */
  void readEnds(int replies) {
    read = replies;
    finish();
  }

  /** The thread that waited runs again. */
  void resumed() {
    end = System.nanoTime();
    finish();
  }

  private void finish() {
    if (!awaited) {
      tracer.deliver(this);
    } else if ((int) FINISHED.getAndAdd(this, 1) == 1) {
      if (end - at(Stage.RESUME) < 0) {
        begins(Stage.RESUME, end); // It ran again while the loop was still busy with waking it.
      }
      tracer.deliver(this);
    }
  }

  void begins(Stage stage, long now) {
    begins[stage.ordinal()] = now;
  }

  private long at(Stage stage) {
    return begins[stage.ordinal()];
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(command);
    for (Stage stage : Stage.ALL) {
      text.append(", ").append(stage.label()).append(' ').append(nanos(stage));
    }
    return text.append(" ns").toString();
  }
}
