package io.rondo.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every command of one connection, from its submission to its reply, in one bounded structure.
 *
 * <p>A command passes three stations through its own link, with no allocation:
 *
 * <ol>
 *   <li><b>submitted</b>: a stack that any thread pushes onto with one compare-and-set. The thread
 *       that pushes onto the empty stack is the one that must tell the loop, so a burst of any size
 *       causes one wake-up. Each node carries the commands and bytes below it, so the bound needs
 *       no shared counter.
 *   <li><b>unsent</b>: the loop takes the whole stack at once and turns it around. What is
 *       submitted on the loop itself joins here directly, without an atomic operation.
 *   <li><b>in flight</b>: written, in the order of the wire, until answered.
 * </ol>
 *
 * <p>Threads: {@link #submit}, {@link #takeAfterClose} and the figures are for any thread;
 * everything else is for the thread that runs the loop. The bound is checked against figures of the
 * loop that may lag by one drain, so a burst may pass it by as much.
 */
final class CommandQueue {
  private static final VarHandle TOP;
  private static final VarHandle TAKING;
  private static final VarHandle HELD_COMMANDS;
  private static final VarHandle HELD_BYTES;
  private static final VarHandle SENT_COMMANDS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      TOP = lookup.findVarHandle(CommandQueue.class, "top", PendingReply.class);
      TAKING = lookup.findVarHandle(CommandQueue.class, "taking", boolean.class);
      HELD_COMMANDS = lookup.findVarHandle(CommandQueue.class, "heldCommands", int.class);
      HELD_BYTES = lookup.findVarHandle(CommandQueue.class, "heldBytes", long.class);
      SENT_COMMANDS = lookup.findVarHandle(CommandQueue.class, "sentCommands", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int maxCommands;
  private final long maxBytes;

  private volatile @Nullable PendingReply<?> top;

  /** What was on the stack is just being counted among what is held. */
  @SuppressWarnings("UnusedVariable") // By its handle.
  private boolean taking;

  private final ReplyFifo unsent = new ReplyFifo();
  private final ReplyFifo inFlight = new ReplyFifo();
  private long unsentBytes;

  /** Unsent and in flight together; written by the loop, read by submitters. */
  private int heldCommands;

  private long heldBytes;

  /** In flight alone. */
  private int sentCommands;

  CommandQueue(int maxCommands, long maxBytes) {
    this.maxCommands = maxCommands;
    this.maxBytes = maxBytes;
  }

  // --- any thread ---

  /**
   * Submits a command.
   *
   * @return whether the loop must be told
   * @throws RedisOverloadedException if the queue is full
   */
  boolean submit(PendingReply<?> reply) {
    return submit(reply, reply, 1, reply.weight());
  }

  /**
   * Submits several commands that stay together: no other comes between them.
   *
   * @return whether the loop must be told
   * @throws RedisOverloadedException if the queue has no room for all of them
   */
  boolean submit(ReplyChain chain) {
    return submit(chain.newest(), chain.oldest(), chain.commands(), chain.bytes());
  }

  private boolean submit(PendingReply<?> newest, PendingReply<?> oldest, int commands, long bytes) {
    for (; ; ) {
      PendingReply<?> old = top;
      int commandsBelow = old == null ? 0 : old.submittedCommands;
      long bytesBelow = old == null ? 0 : old.submittedBytes;
      int heldNow = (int) HELD_COMMANDS.getAcquire(this) + commandsBelow;
      long bytesNow = (long) HELD_BYTES.getAcquire(this) + bytesBelow;
      if (!hasRoom(heldNow, bytesNow, commands, bytes)) {
        if (top != old) {
          continue; // The loop has just taken over what is below, which was counted twice.
        }
        throw full(heldNow, bytesNow);
      }
      newest.submittedCommands = commandsBelow + commands;
      newest.submittedBytes = bytesBelow + bytes;
      oldest.next = old;
      if (TOP.compareAndSet(this, old, newest)) {
        return old == null;
      }
    }
  }

  private boolean hasRoom(int heldNow, long bytesNow, int commands, long bytes) {
    // An empty queue takes anything: else a value larger than the bound could never be sent.
    return heldNow == 0 || (heldNow + commands <= maxCommands && bytesNow + bytes <= maxBytes);
  }

  private RedisOverloadedException full(int heldNow, long bytesNow) {
    return new RedisOverloadedException(
        "the connection's queue is full: it holds "
            + heldNow
            + " of "
            + maxCommands
            + " commands and "
            + bytesNow
            + " of "
            + maxBytes
            + " bytes; not sent. Submit less at once, or raise"
            + " maxQueuedCommands or maxQueuedBytes");
  }

  /** Commands that wait to be written. */
  int queued() {
    PendingReply<?> newest = top;
    int held = (int) HELD_COMMANDS.getOpaque(this) - inFlight();
    return Math.max(0, held) + (newest == null ? 0 : newest.submittedCommands);
  }

  /** Commands that were written and wait for their reply. */
  int inFlight() {
    return (int) SENT_COMMANDS.getOpaque(this);
  }

  boolean hasSubmissions() {
    return top != null;
  }

  /**
   * Whether something is submitted that is not yet among what is {@link #held}, which is to be
   * asked afterwards.
   */
  boolean isTakingOrHasSubmissions() {
    return top != null || (boolean) TAKING.getAcquire(this);
  }

  /** For a closed connection: all that was submitted since, newest first, through {@code next}. */
  @Nullable PendingReply<?> takeAfterClose() {
    return (PendingReply<?>) TOP.getAndSet(this, null);
  }

  // --- the loop ---

  /**
   * Takes over what was submitted.
   *
   * @return the earliest deadline among it, or {@link PendingReply#NO_DEADLINE}
   */
  long takeSubmissions() {
    if (top == null) {
      return PendingReply.NO_DEADLINE;
    }
    TAKING.setOpaque(this, true);
    PendingReply<?> newest = (PendingReply<?>) TOP.getAndSet(this, null);
    if (newest != null) {
      hold(newest.submittedCommands, newest.submittedBytes);
    }
    TAKING.setRelease(this, false);
    if (newest == null) {
      return PendingReply.NO_DEADLINE;
    }
    PendingReply<?> oldest = null;
    while (newest != null) {
      PendingReply<?> below = newest.next;
      newest.next = oldest;
      oldest = newest;
      newest = below;
    }
    long earliest = PendingReply.NO_DEADLINE;
    while (oldest != null) {
      PendingReply<?> after = oldest.next;
      earliest = PendingReply.earlier(earliest, oldest.deadline);
      unsent.add(oldest);
      oldest = after;
    }
    return earliest;
  }

  /** Adds a command on the loop itself. */
  void addOnLoop(PendingReply<?> reply) {
    int weight = reply.weight();
    requireRoomOnLoop(1, weight);
    hold(1, weight);
    unsent.add(reply);
  }

  /**
   * Adds commands that stay together on the loop itself.
   *
   * @return the earliest deadline among them, or {@link PendingReply#NO_DEADLINE}
   */
  long addOnLoop(ReplyChain chain) {
    requireRoomOnLoop(chain.commands(), chain.bytes());
    hold(chain.commands(), chain.bytes());
    long earliest = PendingReply.NO_DEADLINE;
    for (PendingReply<?> reply : chain.replies()) {
      earliest = PendingReply.earlier(earliest, reply.deadline);
      unsent.add(reply);
    }
    return earliest;
  }

  private void requireRoomOnLoop(int commands, long bytes) {
    PendingReply<?> newest = top;
    int heldNow = heldCommands + (newest == null ? 0 : newest.submittedCommands);
    long bytesNow = heldBytes + (newest == null ? 0 : newest.submittedBytes);
    if (!hasRoom(heldNow, bytesNow, commands, bytes)) {
      throw full(heldNow, bytesNow);
    }
  }

  private void hold(int commands, long bytes) {
    // Released: who sees these figures sees that the stack they came from was taken.
    HELD_COMMANDS.setRelease(this, heldCommands + commands);
    HELD_BYTES.setRelease(this, heldBytes + bytes);
    unsentBytes += bytes;
  }

  boolean hasUnsent() {
    return unsent.peek() != null;
  }

  /** Bytes, roughly, of what is unsent when it is written. */
  long unsentBytes() {
    int unsentCommands = heldCommands - sentCommands;
    return unsentBytes - (long) unsentCommands * Command.UNWRITTEN_BYTES;
  }

  /** Bytes, roughly, of the next command to write, of which there must be one, when it is. */
  int firstUnsentBytes() {
    return Objects.requireNonNull(unsent.peek()).weight() - Command.UNWRITTEN_BYTES;
  }

  /** The next command to write; {@link #sent} or {@link #release} must follow. */
  @Nullable PendingReply<?> pollUnsent() {
    PendingReply<?> reply = unsent.poll();
    if (reply != null) {
      unsentBytes -= reply.weight();
    }
    return reply;
  }

  /** The command was written. */
  void sent(PendingReply<?> reply) {
    inFlight.add(reply);
    SENT_COMMANDS.setOpaque(this, sentCommands + 1);
  }

  /** The command that the next reply belongs to, or {@code null} if nothing waits for one. */
  @Nullable PendingReply<?> firstInFlight() {
    return inFlight.peek();
  }

  /** The first command in flight has all its replies: takes it out. */
  @Nullable PendingReply<?> pollInFlight() {
    PendingReply<?> reply = inFlight.poll();
    if (reply != null) {
      SENT_COMMANDS.setOpaque(this, sentCommands - 1);
      release(reply);
    }
    return reply;
  }

  /**
   * The channel is gone: what was in flight and is to be sent once more becomes unsent, before all
   * that is unsent already.
   *
   * @return the others, which have left the queue
   */
  ReplyFifo reclaimInFlight() {
    ReplyFifo again = new ReplyFifo();
    ReplyFifo lost = new ReplyFifo();
    for (PendingReply<?> reply = inFlight.poll(); reply != null; reply = inFlight.poll()) {
      if (reply.retry()) {
        unsentBytes += reply.weight();
        again.add(reply);
      } else {
        release(reply);
        lost.add(reply);
      }
    }
    SENT_COMMANDS.setOpaque(this, 0);
    unsent.prepend(again);
    return lost;
  }

  /** Fails all that is unsent or in flight. */
  void failAll(Closing why) {
    for (PendingReply<?> r = pollInFlight(); r != null; r = pollInFlight()) {
      r.connectionClosed(why);
    }
    failUnsent(why);
  }

  /** Fails all that is unsent. */
  void failUnsent(Closing why) {
    for (PendingReply<?> r = pollUnsent(); r != null; r = pollUnsent()) {
      release(r);
      r.connectionClosed(why);
    }
  }

  /** The command leaves the queue. */
  void release(PendingReply<?> reply) {
    HELD_COMMANDS.setOpaque(this, heldCommands - 1);
    HELD_BYTES.setOpaque(this, heldBytes - reply.weight());
  }

  /**
   * Ends every command whose deadline has passed. One that is in flight keeps its place; what has
   * ended unsent, however it ended, gives its place to others.
   *
   * @return the earliest deadline of the others, or {@link PendingReply#NO_DEADLINE}
   */
  long expire(long now) {
    return PendingReply.earlier(inFlight.expire(now), expireUnsent(now));
  }

  private long expireUnsent(long now) {
    long earliest = PendingReply.NO_DEADLINE;
    ReplyFifo all = new ReplyFifo();
    all.prepend(unsent); // What completions submit while this goes on is added to unsent itself.
    ReplyFifo kept = new ReplyFifo();
    for (PendingReply<?> reply = all.poll(); reply != null; reply = all.poll()) {
      if (reply.isLate(now)) {
        reply.expire();
      }
      if (reply.isDone()) {
        unsentBytes -= reply.weight();
        release(reply);
      } else {
        earliest = PendingReply.earlier(earliest, reply.deadline);
        kept.add(reply);
      }
    }
    unsent.prepend(kept);
    return earliest;
  }

  /**
   * The oldest unanswered command that a thread waits for which may run the loop, or {@code null}:
   * a virtual thread may not.
   */
  @Nullable PendingReply<?> firstAwaited() {
    PendingReply<?> reply = inFlight.firstAwaited();
    return reply != null ? reply : unsent.firstAwaited();
  }

  /** Commands that the loop has taken over: unsent or in flight. Any thread. */
  int held() {
    return (int) HELD_COMMANDS.getOpaque(this);
  }
}
