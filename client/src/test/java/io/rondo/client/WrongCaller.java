package io.rondo.client;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.support.Eventually;
import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * A thread that knows what each of its commands must be answered with, and ends many of them
 * otherwise than by their reply.
 */
final class WrongCaller {
  static final int KEYS = 512;

  /** Commands of one thread that are under way at the most. */
  private static final int WINDOW = 200;

  private static final String ON_PURPOSE = "on purpose";

  /** How a command may end. */
  private enum End {
    REPLY,
    REPLY_OR_TIMEOUT,
    REPLY_OR_CANCEL,
    MAPPER_THREW,
    NOT_ENCODED
  }

  private record Expected(CompletableFuture<String> future, String reply, End end) {}

  /** What became of the commands of all threads. */
  static final class Tally {
    final LongAdder submitted = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder cancelled = new LongAdder();
    final LongAdder threw = new LongAdder();
    final LongAdder unwritable = new LongAdder();
    final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

    long ended() {
      return answered.sum() + late.sum() + cancelled.sum() + threw.sum() + unwritable.sum();
    }

    @Override
    public String toString() {
      return submitted
          + " commands: "
          + answered
          + " own replies, "
          + late
          + " timeouts, "
          + cancelled
          + " cancels, "
          + threw
          + " mappers threw, "
          + unwritable
          + " not encoded, "
          + wrong.size()
          + " wrong";
    }
  }

  private final RedisConnection redis;
  private final String name;
  private final Random random;
  private final Tally tally;
  private final Queue<Expected> window = new ArrayDeque<>();
  private long count;

  WrongCaller(RedisConnection redis, String name, Random random, Tally tally) {
    this.redis = redis;
    this.name = name;
    this.random = random;
    this.tally = tally;
  }

  static String key(int number) {
    return "wrong-caller:" + number;
  }

  /** What the server has at {@code key}: nothing to be mistaken for what another key has. */
  static String valueOf(String key) {
    return (key + ";").repeat(1 + Math.floorMod(key.hashCode(), 40));
  }

  /** Runs {@code commands}, and looks at the end of each. */
  void call(long commands) {
    try {
      while (count < commands && tally.wrong.isEmpty()) {
        operate();
        while (window.size() > WINDOW) {
          check(window.remove());
        }
      }
      window.forEach(this::check);
    } catch (Throwable e) {
      tally.wrong.add(e);
    }
  }

  private void operate() throws Exception {
    int dice = random.nextInt(1000);
    if (dice < 4) {
      check(sync(dice < 2 ? End.REPLY : End.REPLY_OR_TIMEOUT));
    } else if (dice < 15) {
      pipeline(redis.pipeline(), 2 + random.nextInt(16));
    } else if (dice < 20) {
      transaction();
    } else {
      window.add(submit(any(dice)));
    }
  }

  private static End any(int dice) {
    return switch (dice % 20) {
      case 0, 1, 2 -> End.REPLY_OR_TIMEOUT;
      case 3, 4, 5 -> End.REPLY_OR_CANCEL;
      case 6 -> End.MAPPER_THREW;
      case 7 -> End.NOT_ENCODED;
      default -> End.REPLY;
    };
  }

  private Duration shortly() {
    return Duration.ofNanos(1 + random.nextInt(20_000_000));
  }

  /** A command whose reply is not that of any other, or of one key. */
  private Expected next(End end, Way how) {
    count++;
    tally.submitted.increment();
    String expected;
    Command<String> command;
    if (random.nextBoolean()) {
      expected = name + ":" + count;
      command = TEXT.echo(expected);
    } else {
      String key = key(random.nextInt(KEYS));
      expected = valueOf(key);
      command = TEXT.get(key).map(String::valueOf);
    }
    return new Expected(how.run(provoking(command, expected, end)), expected, end);
  }

  /** Takes a command on its way. */
  private interface Way {
    CompletableFuture<String> run(Command<String> command);
  }

  private Command<String> provoking(Command<String> command, String expected, End end) {
    return switch (end) {
      case REPLY_OR_TIMEOUT -> command.withTimeout(shortly());
      case MAPPER_THREW -> command.map(reply -> throwing(reply, expected));
      case NOT_ENCODED ->
          Command.of("ECHO", Replies.string(), new Unwritable()).map(String::valueOf);
      case REPLY, REPLY_OR_CANCEL -> command;
    };
  }

  private static String throwing(String reply, String expected) {
    throw new IllegalStateException(
        reply.equals(expected) ? ON_PURPOSE : "the mapper for " + expected + " got " + reply);
  }

  private Expected submit(End end) {
    Expected expected = next(end, redis.async()::run);
    if (end == End.REPLY_OR_CANCEL && random.nextBoolean()) {
      expected.future().cancel(true); // The others when their turn to be looked at has come.
    }
    return expected;
  }

  private Expected sync(End end) {
    return next(
        end,
        command -> {
          CompletableFuture<String> done = new CompletableFuture<>();
          try {
            done.complete(redis.sync().run(command));
          } catch (RedisException e) {
            done.completeExceptionally(e);
          }
          return done;
        });
  }

  private void pipeline(Pipeline pipeline, int size) {
    for (int i = 0; i < size; i++) {
      window.add(next(any(random.nextInt(1000)), pipeline::add));
    }
    pipeline.send();
  }

  private void transaction() {
    Pipeline transaction = redis.transaction();
    window.add(next(End.REPLY, transaction::add));
    window.add(next(End.REPLY, transaction::add));
    transaction.send();
  }

  private void check(Expected expected) {
    if (expected.end() == End.REPLY_OR_CANCEL) {
      expected.future().cancel(false);
    }
    try {
      String reply = await(expected.future());
      if (!reply.equals(expected.reply())) {
        throw new AssertionError("expected " + expected.reply() + ", got " + reply);
      }
      if (expected.end() == End.MAPPER_THREW || expected.end() == End.NOT_ENCODED) {
        throw new AssertionError("ended well, although " + expected.end());
      }
      tally.answered.increment();
    } catch (CancellationException e) {
      require(expected.end() == End.REPLY_OR_CANCEL, expected, e);
      tally.cancelled.increment();
    } catch (RedisException e) {
      failed(expected, e);
    }
  }

  private void failed(Expected expected, RedisException e) {
    switch (expected.end()) {
      case REPLY_OR_TIMEOUT -> {
        require(e instanceof RedisTimeoutException, expected, e);
        tally.late.increment();
      }
      case MAPPER_THREW -> {
        boolean meant = String.valueOf(e.getMessage()).endsWith(ON_PURPOSE);
        require(e instanceof RedisReplyException && meant, expected, e);
        tally.threw.increment();
      }
      case NOT_ENCODED -> {
        require(e.fate() == Fate.NOT_SENT, expected, e);
        tally.unwritable.increment();
      }
      case REPLY, REPLY_OR_CANCEL -> require(false, expected, e);
    }
  }

  private static void require(boolean provoked, Expected expected, Throwable e) {
    if (!provoked) {
      throw new AssertionError(expected.end() + " was asked for, it ended with " + e, e);
    }
  }

  /** Waits as its user would, with {@code join()}'s help to the loop, or as one who only looks. */
  private String await(CompletableFuture<String> future) {
    try {
      return random.nextInt(4) == 0
          ? future.get()
          : future.get(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("it does not end", e);
    }
  }

  private record Unwritable() implements CharSequence {
    @Override
    public int length() {
      return 1;
    }

    @Override
    public char charAt(int index) {
      throw new IllegalStateException(ON_PURPOSE);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new IllegalStateException(ON_PURPOSE);
    }

    @Override
    public String toString() {
      throw new IllegalStateException(ON_PURPOSE);
    }
  }
}
