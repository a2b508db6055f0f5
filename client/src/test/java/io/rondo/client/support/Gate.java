package io.rondo.client.support;

import io.rondo.client.Commands;
import io.rondo.client.RedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Holds the thread that runs the loop of a connection, until opened. */
public final class Gate implements AutoCloseable {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CompletableFuture<String> held;

  private Gate(RedisConnection redis) {
    held =
        redis
            .async()
            .run(
                Commands.TEXT
                    .ping()
                    .map(
                        pong -> {
                          entered.countDown();
                          Eventually.await(opened);
                          return pong;
                        }));
  }

  /** Returns when the loop of {@code redis} is held. */
  public static Gate hold(RedisConnection redis) {
    Gate gate = new Gate(redis);
    Eventually.await(gate.entered);
    return gate;
  }

  /** Lets the loop go on. */
  public void open() {
    opened.countDown();
  }

  @Override
  public void close() {
    open();
    Eventually.eventually("the loop goes on", held::isDone);
  }
}
