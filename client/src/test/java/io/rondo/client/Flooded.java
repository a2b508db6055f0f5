package io.rondo.client;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What {@link SmallHeapTest} runs in a JVM with a heap of 64 MB: callers submit many times of what
 * that holds, as fast as they can, while the server is down, and while it takes nothing. Ends with
 * an exception if a bound is passed, if a command that is too many does not fail at once, or if one
 * that was taken does not end well when the server is there again.
 */
final class Flooded {
  private static final int THREADS = 2;

  /** Of each thread; if all were kept they would take more than the heap. */
  private static final int LARGE_COMMANDS = 40_000;

  private static final int SMALL_COMMANDS = 150_000;

  /**
   * What is submitted while the loop takes over what was there is checked against figures without
   * that (see {@link CommandQueue}), and on a busy machine the loop may be put aside just then: so
   * a burst may pass the bound once more.
   */
  private static final int BURST = 2;

  private final FaultProxy proxy;
  private final RedisConnection redis;
  private final RedisOptions options;
  private final Ends ends;

  private final LongAdder taken = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicLong most = new AtomicLong();
  private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();

  /** How commands end; to keep nothing of each it is not their futures that are asked. */
  private static final class Ends implements MetricsListener {
    final LongAdder well = new LongAdder();
    final LongAdder otherwise = new LongAdder();

    @Override
    public void commandEnded(String name, long nanos, Outcome outcome) {
      if (outcome == Outcome.SUCCEEDED) {
        well.increment();
      } else if (outcome != Outcome.OVERLOADED) {
        otherwise.increment();
      }
    }
  }

  private Flooded(FaultProxy proxy, RedisConnection redis, RedisOptions options, Ends ends) {
    this.proxy = proxy;
    this.redis = redis;
    this.options = options;
    this.ends = ends;
  }

  /**
   * Floods a connection on each loop and drive.
   *
   * @param args the port of a server on 127.0.0.1
   */
  public static void main(String[] args) throws InterruptedException {
    int port = Integer.parseInt(args[0]);
    for (Cell cell : Cell.loops().toList()) {
      try (FaultProxy proxy = FaultProxy.before(port)) {
        Ends ends = new Ends();
        RedisOptions options =
            cell.options(proxy.port())
                .withCommandTimeout(Duration.ofMinutes(1))
                .withMetrics(ends)
                .withReconnect(
                    Reconnect.waiting().withBackOff(Duration.ofMillis(1), Duration.ofMillis(20)));
        try (RedisClient client = RedisClient.create(options);
            RedisConnection redis = client.connect()) {
          Flooded flooded = new Flooded(proxy, redis, options, ends);
          // Each is a String of its own, as a user's values are.
          flooded.whileDown(SMALL_COMMANDS, () -> TEXT.echo("x"));
          flooded.whileDown(LARGE_COMMANDS, () -> TEXT.echo("x".repeat(1000)));
          flooded.whileNothingIsTaken(LARGE_COMMANDS, () -> TEXT.echo("x".repeat(1000)));
          System.out.println(cell + ": " + flooded + ", bounded and recovered");
        }
      }
    }
  }

  private void whileDown(int commands, Supplier<Command<String>> next) throws InterruptedException {
    Outage.begin(proxy, redis);
    flood(commands, next);
    proxy.accept();
    assertRecovers();
  }

  private void whileNothingIsTaken(int commands, Supplier<Command<String>> next)
      throws InterruptedException {
    proxy.toServer(Fault.stall());
    flood(commands, next);
    proxy.heal();
    assertRecovers();
  }

  private void flood(int commands, Supplier<Command<String>> next) throws InterruptedException {
    long inBytes = options.maxQueuedBytes() / next.get().weight();
    long fit = Math.min(inBytes, options.maxQueuedCommands());
    long bound = BURST * fit;
    long before = taken.sum();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < commands && wrong.isEmpty(); i++) {
                    submit(next.get(), bound);
                  }
                } catch (Throwable e) {
                  wrong.add(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    throwIfWrong();
    long now = taken.sum() - before;
    require(now >= fit / 2, "what there is room for is taken: " + now + " of " + fit);
  }

  private void submit(Command<String> command, long bound) {
    CompletableFuture<String> future = redis.async().run(command);
    if (future.isDone()) {
      // At once: nothing but a full queue ends a command while there is no server.
      if (refused.sum() % 1000 == 0) {
        Eventually.error(RedisOverloadedException.class, future);
      }
      refused.increment();
      return;
    }
    taken.increment();
    ConnectionStats stats = redis.stats();
    long held = stats.queued() + (long) stats.inFlight();
    most.accumulateAndGet(held, Math::max);
    if (held > bound) {
      throw new AssertionError(held + " are held, more than the bound: " + stats);
    }
  }

  private void assertRecovers() {
    Eventually.eventually(
        "all that was taken is answered: " + this,
        () -> ends.well.sum() == taken.sum() || ends.otherwise.sum() > 0);
    require(redis.sync().run(TEXT.echo("there")).equals("there"), "it answers again");
    taken.increment();
    require(ends.otherwise.sum() == 0, ends.otherwise + " commands failed");
    require(refused.sum() > taken.sum(), "more is refused than taken");
    ConnectionStats stats = redis.stats();
    require(stats.queued() + stats.inFlight() == 0, "nothing is left: " + stats);
  }

  private void throwIfWrong() {
    Throwable first = wrong.peek();
    if (first != null) {
      throw new AssertionError(this + ", and " + wrong.size() + " wrong: " + first, first);
    }
  }

  private static void require(boolean held, String what) {
    if (!held) {
      throw new AssertionError("not so: " + what);
    }
  }

  @Override
  public String toString() {
    return taken + " taken, " + refused + " refused at once, " + most + " held at most";
  }
}
