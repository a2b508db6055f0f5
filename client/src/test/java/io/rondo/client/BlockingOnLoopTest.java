package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;

class BlockingOnLoopTest {
  /** The loop is run by its thread, or by the caller itself. */
  @OnEveryLoop
  void refusedInACompletionOfASynchronousCall(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisConnection other = client.connect()) {
      int refused = redis.sync().run(TEXT.ping().map(pong -> refusals(client, redis, other)));
      assertEquals(10, refused);
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  /** The loop is run by its thread, or by the stand-by. */
  @OnEveryLoop
  void refusedInACompletionOfAFuture(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisConnection other = client.connect()) {
      CompletableFuture<Integer> refused =
          redis.async().run(TEXT.ping().map(pong -> refusals(client, redis, other)));
      assertEquals(10, Eventually.value(refused));
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  /** How many blocking calls are refused here. */
  private static int refusals(RedisClient client, RedisConnection redis, RedisConnection other) {
    client.connectAsync(); // In CALLER this thread runs another loop for a moment.
    CompletableFuture<String> pending = redis.async().run(TEXT.ping());
    Pipeline pipeline = redis.pipeline();
    pipeline.add(TEXT.ping());
    Pipeline tx = redis.transaction();
    CompletableFuture<String> queued = tx.add(TEXT.ping());
    List<Executable> calls =
        List.of(
            () -> redis.sync().run(TEXT.ping()),
            () -> other.sync().run(TEXT.ping()),
            pipeline::run,
            tx::run,
            client::connect,
            pending::join,
            pending::get,
            () -> pending.get(1, TimeUnit.SECONDS),
            () -> pending.thenApply(s -> s).join(),
            queued::join);
    for (Executable call : calls) {
      IllegalStateException e = assertThrows(IllegalStateException.class, call);
      assertTrue(String.valueOf(e.getMessage()).contains("event-loop thread"), e::getMessage);
    }
    return calls.size();
  }
}
