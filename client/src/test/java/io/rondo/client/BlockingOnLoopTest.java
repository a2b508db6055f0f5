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
  @OnEveryLoop
  void blockingCallsOnTheLoopAreRefused(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisConnection other = client.connect()) {
      CompletableFuture<Integer> checked =
          redis
              .async()
              .run(
                  TEXT.ping()
                      .map(
                          pong -> {
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
                                    queued::join,
                                    () -> client.connectAsync().join());
                            int refused = 0;
                            for (var call : calls) {
                              IllegalStateException e =
                                  assertThrows(IllegalStateException.class, call);
                              assertTrue(
                                  String.valueOf(e.getMessage()).contains("event-loop thread"));
                              refused++;
                            }
                            return refused;
                          }));
      assertEquals(11, Eventually.value(checked));
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }
}
