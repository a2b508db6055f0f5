package io.rondo.client;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario of several threads through many of its interleavings, switching at accesses of
 * shared memory. An assertion that fails in one of them fails the check, and so does a thread that
 * waits for ever.
 */
final class Interleavings {
  static final Command<?> COMMAND = Commands.TEXT.ping();

  /** A connection that is never opened, for what a reply asks of its own. */
  static final Connection CONNECTION =
      new Connection(
          RedisOptions.create(),
          connection -> new NoDriver(),
          (connection, handler) -> new CompletableFuture<>(),
          null);

  private Interleavings() {}

  static void check(Runnable scenario) {
    Lincheck.runConcurrentTest(Integer.getInteger("rondo.interleavings", 1000), scenario);
  }

  /** Runs all at once until the last has ended; throws what one of them has thrown. */
  static void run(Actor... actors) {
    for (Actor actor : actors) {
      actor.start();
    }
    List.of(actors).forEach(Actor::finish);
  }

  /**
   * A parking place. {@code LockSupport} would not do: in the checker's eyes its {@code park} may
   * return without a reason at any time, which would hide that nobody unparks a thread.
   */
  static final class Permit {
    private boolean given;

    synchronized void give() {
      given = true;
      notifyAll();
    }

    synchronized void take() {
      while (!given) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      given = false;
    }

    /** Takes it back if it was given. */
    synchronized void reset() {
      given = false;
    }
  }

  /** A thread of a scenario. */
  static final class Actor extends Thread {
    private final Runnable body;
    private final Consumer<Actor> waker;
    private final Permit permit = new Permit();
    private @Nullable Throwable failure;

    Actor(Runnable body) {
      this(body, Actor::unpark);
    }

    /**
     * @param waker what ends a wait of this thread for a reply
     */
    Actor(Runnable body, Consumer<Actor> waker) {
      this.body = body;
      this.waker = waker;
    }

    @Override
    public void run() {
      try {
        body.run();
      } catch (Throwable e) {
        failure = e;
      }
    }

    static void parkCurrent() {
      ((Actor) Thread.currentThread()).permit.take();
    }

    void unpark() {
      permit.give();
    }

    void finish() {
      Thread thread = this; // Of a Thread alone the checker sees that it is joined.
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      if (failure != null) {
        throw new AssertionError("a thread failed: " + failure, failure);
      }
    }
  }

  /** Wakes actors, and is never asked to do anything else. */
  private static final class NoDriver extends LoopDriver {
    private final EventLoop loop = new DefaultEventLoop();

    @Override
    EventLoop loop() {
      return loop;
    }

    @Override
    void unpark(Thread waiter) {
      Actor actor = (Actor) waiter;
      actor.waker.accept(actor);
    }

    @Override
    void signal() {
      throw new UnsupportedOperationException();
    }

    @Override
    void execute(PendingReply<?> reply) {
      throw new UnsupportedOperationException();
    }

    @Override
    void execute(ReplyChain chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    void await(PendingReply<?> reply) {
      throw new UnsupportedOperationException();
    }

    @Override
    void awaitAsFuture(PendingReply<?> reply) {
      throw new UnsupportedOperationException();
    }

    @Override
    void open(Runnable connect, CompletableFuture<?> done, boolean wait) {
      throw new UnsupportedOperationException();
    }

    @Override
    void close() {
      throw new UnsupportedOperationException();
    }
  }
}
