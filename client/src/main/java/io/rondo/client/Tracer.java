package io.rondo.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Traces one in so many commands of a connection. The gaps between them are random, so that no
 * place in a pipeline, and neither of two commands in turn, is preferred.
 *
 * <p>What a flush or a read is to all of its commands is stamped once, here; what is a command's
 * own, by its {@link CommandTrace}. Traces are used again, so sampling allocates none.
 *
 * <p>Threads: samples are drawn by any thread, and two that draw at once may lose a count, which
 * shifts the next sample. The rest is of the loop, but {@link #deliver}.
 */
class Tracer extends Tracing {
  private final int oneIn;
  private final TraceListener listener;
  private final CommandQueue queue;

  /** An io_uring: the buffer to read into is asked for before there is anything to read. */
  private final boolean readsAhead;

  private int untilNext;
  private final AtomicReference<@Nullable CommandTrace> spare = new AtomicReference<>();

  private long batchBegan;
  private int sentBefore;
  private @Nullable CommandTrace unflushed;
  private long flushBegan;

  /** Traced commands in flight; without one there is no need to look at the clock. */
  private int traced;

  private long readBegan;
  private long received;
  private @Nullable CommandTrace answered;

  Tracer(int oneIn, TraceListener listener, CommandQueue queue, boolean readsAhead) {
    this.oneIn = oneIn;
    this.listener = listener;
    this.queue = queue;
    this.readsAhead = readsAhead;
    this.untilNext = gap();
  }

  /**
   * Makes the tracers of connections. Here and not where it is asked for: the verifier would load
   * this class with the one that makes an instance of it.
   */
  static BiFunction<CommandQueue, Boolean, Tracing> factory(int oneIn, TraceListener listener) {
    return (queue, readsAhead) -> new Tracer(oneIn, listener, queue, readsAhead);
  }

  /** From 1 to 2n - 1, n in the mean. */
  private int gap() {
    return 1 + ThreadLocalRandom.current().nextInt(2 * oneIn - 1);
  }

  private boolean isSampled() {
    if (--untilNext > 0) {
      return false;
    }
    untilNext = gap();
    return true;
  }

  private CommandTrace trace(String command, boolean awaited) {
    CommandTrace trace = spare.getAndSet(null);
    return (trace == null ? new CommandTrace(this) : trace).of(command, awaited);
  }

  // --- submitters ---

  @Override
  <T extends @Nullable Object> PendingReply<T> reply(Command<T> command, Connection connection) {
    return isSampled()
        ? new TracedReply<>(command, connection, trace(command.name(), false))
        : super.reply(command, connection);
  }

  @Override
  <T extends @Nullable Object> PendingReply<T> awaitedReply(
      Command<T> command, Connection connection) {
    return isSampled()
        ? new TracedReply<>(command, connection, trace(command.name(), true))
        : super.awaitedReply(command, connection);
  }

  @Override
  PendingTransaction transaction(Connection connection) {
    return isSampled()
        ? new TracedTransaction(connection, trace(PendingTransaction.NAME, false))
        : super.transaction(connection);
  }

  @Override
  void awaits(ReplyChain chain) {
    for (PendingReply<?> reply : chain.replies()) {
      reply.awaited();
    }
  }

  @Override
  void resumed(ReplyChain chain) {
    for (PendingReply<?> reply : chain.replies()) {
      reply.resumed();
    }
  }

  // --- the loop ---

  @Override
  void batchBegins() {
    if (queue.hasUnsent()) {
      batchBegan = System.nanoTime();
      sentBefore = queue.inFlight();
    }
  }

  long batchBeganAt() {
    return batchBegan;
  }

  void encoded(CommandTrace trace) {
    traced++;
    trace.next = unflushed;
    unflushed = trace;
  }

  @Override
  void flushBegins() {
    if (unflushed != null) {
      flushBegan = System.nanoTime();
    }
  }

  @Override
  void flushed() {
    int sent = queue.inFlight();
    if (unflushed != null) {
      long now = System.nanoTime();
      for (CommandTrace trace = unflushed; trace != null; trace = trace.next) {
        trace.flushed(flushBegan, now, sent - sentBefore);
      }
      unflushed = null;
    }
    sentBefore = sent;
  }

  @Override
  void readBegins() {
    if (traced > 0) {
      readBegan = System.nanoTime();
    }
  }

  @Override
  void received() {
    if (traced > 0) {
      received = System.nanoTime();
      if (readsAhead) {
        readBegan = received;
      }
    }
  }

  long readBeganAt() {
    return readBegan;
  }

  long receivedAt() {
    return received;
  }

  void answered(CommandTrace trace) {
    traced--;
    trace.next = answered;
    answered = trace;
  }

  void abandoned() {
    traced--;
  }

  @Override
  void readEnds(int replies) {
    CommandTrace trace = answered;
    answered = null;
    while (trace != null) {
      CommandTrace following = trace.next; // What is finished may be another command's at once.
      trace.next = null;
      trace.readEnds(replies);
      trace = following;
    }
  }

  @Override
  void lost() {
    traced = 0;
    unflushed = null;
  }

  /** The trace is complete; any thread. */
  void deliver(CommandTrace trace) {
    try {
      listener.traced(trace);
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
    spare.set(trace);
  }
}
