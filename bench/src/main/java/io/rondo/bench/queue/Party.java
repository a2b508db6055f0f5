package io.rondo.bench.queue;

import io.rondo.client.Command;
import io.rondo.client.Pipeline;
import io.rondo.client.RedisConnection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A worker or the consumer: takes one thing after the other from its source and deals with it, from
 * pass to pass, until it dies or is closed.
 */
abstract class Party implements AutoCloseable {
  /** What is done with what was taken. */
  interface Job {
    /**
     * Deals with it.
     *
     * @return what must be sent before the next one is taken; empty for nothing
     * @throws RuntimeException if it is not what it should be
     */
    List<Command<?>> of(Taken taken);

    /** The replies to what was sent. */
    void replied(List<@Nullable Object> replies);

    /** Whether the party dies with this in hand. */
    boolean isLast(Taken taken);

    /** It is dead, and its connection closed. */
    void died();
  }

  final RedisConnection redis;
  final Source source;
  final Job job;
  private final Crew crew;

  Party(RedisConnection redis, Source source, Job job, Crew crew) {
    this.redis = redis;
    this.source = source;
    this.job = job;
    this.crew = crew;
  }

  /** Begins; returns at once. */
  abstract void begin();

  final void failed(Throwable failure) {
    crew.failed(failure);
  }

  final void die() {
    close();
    job.died();
  }

  /** Closes its connections, which ends what it waits for. */
  @Override
  public void close() {
    source.close();
    redis.close();
  }

  /** A failed command's exception stands among the replies of a pipeline. */
  static List<@Nullable Object> checked(List<@Nullable Object> replies) {
    for (Object reply : replies) {
      if (reply instanceof RuntimeException failure) {
        throw failure;
      }
    }
    return replies;
  }

  final Pipeline filled(List<Command<?>> commands) {
    Pipeline pipeline = redis.pipeline();
    for (Command<?> command : commands) {
      pipeline.add(command);
    }
    return pipeline;
  }

  /** One that is a thread and makes blocking calls. */
  static final class Blocking extends Party {
    private final Thread thread;

    Blocking(String name, RedisConnection redis, Source source, Job job, Crew crew) {
      super(redis, source, job, crew);
      thread = new Thread(this::live, name);
      thread.setDaemon(true);
    }

    @Override
    void begin() {
      thread.start();
    }

    private void live() {
      try {
        boolean idle = false;
        while (true) {
          Taken taken = source.await(idle);
          idle = taken == null && !idle;
          if (taken == null) {
            continue;
          }
          if (job.isLast(taken)) {
            die();
            return;
          }
          List<Command<?>> commands = job.of(taken);
          if (!commands.isEmpty()) {
            job.replied(send(commands));
          }
        }
      } catch (RuntimeException e) {
        failed(e);
      }
    }

    private List<@Nullable Object> send(List<Command<?>> commands) {
      return commands.size() == 1
          ? Collections.singletonList(redis.sync().run(commands.get(0)))
          : checked(filled(commands).run());
    }
  }

  /** One that is a chain of completions. */
  static final class Chained extends Party {
    private final Turns turns = new Turns(this::step);
    private @Nullable Taken inHand;
    private boolean idle;

    Chained(RedisConnection redis, Source source, Job job, Crew crew) {
      super(redis, source, job, crew);
    }

    @Override
    void begin() {
      turns.take();
    }

    private void step() {
      try {
        Taken taken = inHand;
        if (taken == null) {
          source.next(idle).whenComplete(this::took);
          return;
        }
        inHand = null;
        if (job.isLast(taken)) {
          die();
          return;
        }
        List<Command<?>> commands = job.of(taken);
        if (commands.isEmpty()) {
          turns.take();
        } else {
          send(commands).whenComplete(this::sent);
        }
      } catch (RuntimeException e) {
        failed(e);
      }
    }

    private CompletableFuture<List<@Nullable Object>> send(List<Command<?>> commands) {
      return commands.size() == 1
          ? redis.async().run(commands.get(0)).thenApply(Collections::singletonList)
          : filled(commands).send();
    }

    private void took(@Nullable Taken taken, @Nullable Throwable failure) {
      if (failure != null) {
        failed(failure);
        return;
      }
      idle = taken == null && !idle;
      inHand = taken;
      turns.take();
    }

    private void sent(@Nullable List<@Nullable Object> replies, @Nullable Throwable failure) {
      if (replies == null) {
        failed(failure == null ? new IllegalStateException("no replies") : failure);
        return;
      }
      try {
        job.replied(checked(replies));
      } catch (RuntimeException e) {
        failed(e);
        return;
      }
      turns.take();
    }
  }
}
