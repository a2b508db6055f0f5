package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.ReplyFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * MULTI, some commands and EXEC as one unit in the queue: written together or not at all, with one
 * place and n + 2 replies. Its commands' futures end when EXEC's reply is in.
 */
class PendingTransaction extends PendingReply<@Nullable Void> {
  /** What messages call it. */
  static final String NAME = "MULTI … EXEC";

  private static final CommandName MULTI = CommandName.of("MULTI");
  private static final CommandName EXEC = CommandName.of("EXEC");
  private static final CommandName TRANSACTION = CommandName.of(NAME);

  /**
   * What it takes of the heap beside its commands, with the pipeline that has sent it: measured.
   */
  private static final int FRAME_BYTES = 480;

  private final List<Queued<?>> queued = new ArrayList<>();
  private final List<RedisException> refusals = new ArrayList<>();
  private int weight = FRAME_BYTES;

  /** Whether a command has a timeout of its own, and the shortest of those. */
  private boolean ownTimeout;

  private long shortestTimeout = Command.NO_TIMEOUT;
  private int repliesRead;
  private boolean multiRefused;

  PendingTransaction(Connection connection) {
    super(Command.of(TRANSACTION, Replies.skip()), connection);
  }

  /** A command of the transaction and the future of its result. */
  private record Queued<T extends @Nullable Object>(
      Command<T> command, CompletableFuture<T> future) {

    @SuppressWarnings("unchecked") // The value was made by the command's own decoder.
    void end(@Nullable Object value) {
      if (value instanceof ReplyFailure failure) {
        future.completeExceptionally(toException(failure, command));
      } else {
        future.complete((T) value);
      }
    }
  }

  <T extends @Nullable Object> CompletableFuture<T> add(Command<T> command) {
    CompletableFuture<T> future = new ReplyFuture<>();
    queued.add(new Queued<>(command, future));
    weight = (int) Math.min(Integer.MAX_VALUE, (long) weight + command.weight());
    if (command.hasOwnTimeout()) {
      ownTimeout = true;
      shortestTimeout = shorter(shortestTimeout, command.timeoutNanos(Command.NO_TIMEOUT));
    }
    return future;
  }

  /** How many commands there are between MULTI and EXEC. */
  int size() {
    return queued.size();
  }

  /** Of the command at {@code index}. */
  CompletableFuture<?> future(int index) {
    return queued.get(index).future();
  }

  /** Of the whole: the shortest that a command of it asks for, else the connection's. */
  @Override
  long timeoutNanos() {
    return ownTimeout ? shortestTimeout : super.timeoutNanos();
  }

  @Override
  long patienceNanos(long otherwise) {
    if (!ownTimeout) {
      return otherwise;
    }
    return shortestTimeout == Command.NO_TIMEOUT
        ? Long.MAX_VALUE
        : Math.max(otherwise, shortestTimeout);
  }

  private static long shorter(long a, long b) {
    if (a == Command.NO_TIMEOUT || b == Command.NO_TIMEOUT) {
      return a == Command.NO_TIMEOUT ? b : a;
    }
    return Math.min(a, b);
  }

  @Override
  int weight() {
    return weight;
  }

  @Override
  void encode(ByteBuf out) {
    MULTI.writePrefix(out, 0);
    for (Queued<?> one : queued) {
      one.command().encode(out);
    }
    EXEC.writePrefix(out, 0);
  }

  @Override
  ReplyDecoder<?> decoder() {
    if (isDone()) {
      return Replies.skip();
    }
    return isOnLastReply() ? new ExecDecoder(queued) : Replies.status();
  }

  @Override
  boolean isOnLastReply() {
    return repliesRead == queued.size() + 1;
  }

  @Override
  void answer(@Nullable Object reply) {
    if (isOnLastReply()) {
      executed(reply);
      return;
    }
    if (reply instanceof ReplyFailure failure) {
      Command<?> refused = repliesRead == 0 ? command : queued.get(repliesRead - 1).command();
      multiRefused |= repliesRead == 0;
      refusals.add(toException(failure, refused));
    }
    repliesRead++;
  }

  private void executed(@Nullable Object reply) {
    connection.answered(command);
    for (int i = 0; i < queued.size(); i++) {
      connection.executedInTransaction(queued.get(i).command(), i);
    }
    if (reply instanceof ReplyFailure failure) {
      RedisException error = toException(failure, command);
      fail(error instanceof RedisServerException refused ? aborted(refused) : error);
    } else if (reply == null) {
      fail(aborted("the transaction was not executed: a watched key has changed", Fate.REFUSED));
    } else {
      List<?> values = (List<?>) reply;
      for (int i = 0; i < values.size(); i++) {
        queued.get(i).end(values.get(i));
      }
      succeed(null);
    }
  }

  private RedisException aborted(RedisServerException execRefused) {
    if (multiRefused && refusals.size() <= queued.size()) {
      return aborted(
          "MULTI was refused, so the commands ran one by one if at all: "
              + execRefused.getMessage(),
          Fate.MAYBE_EXECUTED);
    }
    return aborted("the transaction was not executed: " + execRefused.getMessage(), Fate.REFUSED);
  }

  private RedisException aborted(String message, Fate fate) {
    RedisException aborted = new RedisTransactionAbortedException(message, fate);
    refusals.forEach(aborted::addSuppressed);
    return aborted;
  }

  @Override
  void fail(RedisException cause) {
    for (Queued<?> one : queued) {
      one.future().completeExceptionally(cause);
    }
    super.fail(cause);
  }

  /**
   * EXEC's reply: the commands' replies, each by its own decoder; one that fails leaves the others
   * intact.
   */
  private static final class ExecDecoder extends ReplyDecoder<@Nullable List<@Nullable Object>> {
    private final List<Queued<?>> commands;

    ExecDecoder(List<Queued<?>> commands) {
      this.commands = commands;
    }

    @Override
    public @Nullable List<@Nullable Object> nullArray() {
      return null;
    }

    @Override
    public Object beginArray(int count) {
      if (count != commands.size()) {
        throw new IllegalStateException(
            "EXEC answered " + count + " replies for " + commands.size() + " commands");
      }
      return new ArrayList<@Nullable Object>(count);
    }

    @Override
    public ReplyDecoder<?> element(Object values, int index) {
      return commands.get(index).command().reply();
    }

    @Override
    public boolean keepsElementFailures() {
      return true;
    }

    @Override
    @SuppressWarnings("unchecked") // What beginArray made.
    public void add(Object values, int index, @Nullable Object value) {
      ((List<@Nullable Object>) values).add(value);
    }

    @Override
    @SuppressWarnings("unchecked") // What beginArray made.
    public List<@Nullable Object> endArray(Object values) {
      return (List<@Nullable Object>) values;
    }
  }
}
