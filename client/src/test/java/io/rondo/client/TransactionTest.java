package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

class TransactionTest {
  @OnEveryLoop
  void results(Cell cell) {
    String key = Keys.fresh("tx");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline tx = redis.transaction();
      CompletableFuture<String> set = tx.add(TEXT.set(key, "1"));
      CompletableFuture<Long> incr = tx.add(TEXT.incr(key));
      CompletableFuture<String> none = tx.add(TEXT.get(key + "none"));
      CompletableFuture<List<String>> list = tx.add(TEXT.lrange(key + "none", 0, -1));
      CompletableFuture<String> mapped = tx.add(TEXT.get(key).map(v -> v + "!"));
      List<Object> replies = tx.run();
      assertEquals(5, replies.size());
      assertEquals("OK", set.join());
      assertEquals(2, incr.join());
      assertNull(none.join());
      assertEquals(List.of(), list.join());
      assertEquals("2!", mapped.join());
      assertEquals("2!", replies.get(4));
      assertThrows(IllegalStateException.class, tx::run);
    }
  }

  @OnEveryLoop
  void anErrorLeavesTheOthersIntact(Cell cell) {
    String key = Keys.fresh("tx");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline tx = redis.transaction();
      tx.add(TEXT.set(key, "x"));
      CompletableFuture<Long> wrong = tx.add(TEXT.incr(key));
      CompletableFuture<Object> thrown =
          tx.add(
              TEXT.get(key)
                  .map(
                      v -> {
                        throw new IllegalStateException("mapper");
                      }));
      CompletableFuture<String> get = tx.add(TEXT.get(key));
      List<Object> replies = Eventually.value(tx.send());
      RedisServerException error = assertInstanceOf(RedisServerException.class, replies.get(1));
      assertTrue(String.valueOf(error.getMessage()).endsWith("(INCR)"), error::getMessage);
      assertEquals(Fate.EXECUTED, Eventually.error(RedisReplyException.class, thrown).fate());
      Eventually.error(RedisServerException.class, wrong);
      assertEquals("x", get.join());
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  @OnEveryLoop
  void aBadCommandAbortsAll(Cell cell) {
    String key = Keys.fresh("tx");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline tx = redis.transaction();
      CompletableFuture<String> set = tx.add(TEXT.set(key, "x"));
      tx.add(Command.of("GET", Replies.string()));
      RedisTransactionAbortedException aborted =
          assertThrows(RedisTransactionAbortedException.class, tx::run);
      assertEquals(Fate.REFUSED, aborted.fate());
      assertTrue(String.valueOf(aborted.getMessage()).contains("EXECABORT"), aborted::getMessage);
      assertEquals(1, aborted.getSuppressed().length);
      Eventually.error(RedisTransactionAbortedException.class, set);
      assertNull(redis.sync().run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void aWatchedKeyAborts(Cell cell) {
    String key = Keys.fresh("tx");
    try (RedisClient client = cell.client();
        RedisConnection own = client.connect();
        RedisConnection other = client.connect()) {
      own.sync().run(TEXT.watch(key));
      other.sync().run(TEXT.set(key, "other"));
      Pipeline tx = own.transaction();
      CompletableFuture<String> set = tx.add(TEXT.set(key, "own"));
      RedisTransactionAbortedException aborted =
          assertThrows(RedisTransactionAbortedException.class, tx::run);
      assertTrue(String.valueOf(aborted.getMessage()).contains("watched"), aborted::getMessage);
      Eventually.error(RedisTransactionAbortedException.class, set);
      assertEquals("other", own.sync().run(TEXT.get(key)));
      own.sync().run(TEXT.watch(key));
      Pipeline again = own.transaction();
      again.add(TEXT.set(key, "own"));
      assertEquals(List.of("OK"), again.run());
      own.sync().run(TEXT.watch(key));
      other.sync().run(TEXT.set(key, "other"));
      assertEquals("OK", own.sync().run(TEXT.unwatch()));
      Pipeline unwatched = own.transaction();
      unwatched.add(TEXT.set(key, "own"));
      assertEquals(List.of("OK"), unwatched.run());
    }
  }

  @OnEveryLoop
  void byHand(Cell cell) {
    String key = Keys.fresh("tx");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      assertEquals("OK", sync.run(TEXT.multi()));
      assertEquals("QUEUED", sync.run(TEXT.set(key, "1")));
      assertEquals("QUEUED", sync.run(TEXT.incr(key).as(Replies.status())));
      List<RespValue> replies = sync.run(TEXT.exec());
      assertEquals(2, replies.size());
      assertEquals(new RespValue.Int(2), replies.get(1));
      sync.run(TEXT.multi());
      assertEquals("QUEUED", sync.run(TEXT.set(key, "9")));
      assertEquals("OK", sync.run(TEXT.discard()));
      assertEquals("2", sync.run(TEXT.get(key)));
      sync.run(TEXT.watch(key));
      sync.run(TEXT.set(key, "3"));
      sync.run(TEXT.multi());
      assertNull(sync.run(TEXT.exec()));
    }
  }

  @OnEveryLoop
  void isAtomicOnASharedConnection(Cell cell) throws Exception {
    String a = Keys.fresh("tx-a");
    String b = Keys.fresh("tx-b");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect();
        RedisConnection observer = client.connect()) {
      AtomicBoolean stop = new AtomicBoolean();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        threads.add(
            new Thread(
                () -> {
                  while (!stop.get()) {
                    redis.sync().run(TEXT.incr(a));
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (int i = 0; i < 100; i++) {
        Pipeline tx = redis.transaction();
        CompletableFuture<Long> first = tx.add(TEXT.incr(a));
        tx.add(TEXT.incr(b));
        CompletableFuture<Long> second = tx.add(TEXT.incr(a));
        tx.run();
        assertEquals(first.join() + 1, second.join());
        assertEquals(String.valueOf(i + 1), observer.sync().run(TEXT.get(b)));
      }
      stop.set(true);
      for (Thread thread : threads) {
        Eventually.join(thread);
      }
    }
  }

  /** A command's own timeout holds in a transaction too: it is that of the whole. */
  @OnEveryLoop
  void theShortestTimeoutOfItsCommandsIsItsOwn(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::hang);
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withCommandTimeout(Duration.ZERO));
        RedisConnection redis = client.connect()) {
      Pipeline tx = redis.transaction();
      tx.add(TEXT.set("a", "b").withTimeout(Duration.ofHours(1)));
      tx.add(TEXT.incr("c").withTimeout(Duration.ofMillis(20)));
      tx.add(TEXT.incr("d").withTimeout(Duration.ZERO));
      tx.add(TEXT.incr("e"));
      RedisTimeoutException late = assertThrows(RedisTimeoutException.class, tx::run);
      assertTrue(late.toString().contains("within 20 ms"), late::toString);
    }
  }

  @OnEveryLoop
  void aLateTransactionIsDroppedWhole(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  for (int i = 0; i < 4; i++) {
                    session.command();
                  }
                  session.write("+OK\r\n+QUEUED\r\n");
                  session.command(); // PING: by then the client has given the transaction up.
                  session.write("+QUEUED\r\n*2\r\n+OK\r\n:1\r\n+PONG\r\n");
                  session.hang();
                });
        RedisClient client =
            RedisClient.create(
                cell.options(server.port()).withCommandTimeout(Duration.ofMillis(50)));
        RedisConnection redis = client.connect()) {
      Pipeline tx = redis.transaction();
      CompletableFuture<String> set = tx.add(TEXT.set("a", "b"));
      tx.add(TEXT.incr("c"));
      RedisTimeoutException late = assertThrows(RedisTimeoutException.class, tx::run);
      assertEquals(Fate.MAYBE_EXECUTED, late.fate());
      Eventually.error(RedisTimeoutException.class, set);
      assertEquals("PONG", redis.sync().run(TEXT.ping().withTimeout(Eventually.PATIENCE)));
    }
  }

  @OnEveryLoop
  void doesNotClaimThatNothingRanWhenMultiWasRefused(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  for (int i = 0; i < 3; i++) {
                    session.command();
                  }
                  session.write("-NOPERM no\r\n+OK\r\n-ERR EXEC without MULTI\r\n");
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      Pipeline tx = redis.transaction();
      tx.add(TEXT.set("a", "b"));
      RedisTransactionAbortedException aborted =
          assertThrows(RedisTransactionAbortedException.class, tx::run);
      assertEquals(Fate.MAYBE_EXECUTED, aborted.fate());
    }
  }

  @OnEveryLoop
  void anUndecodableExecWasExecuted(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  for (int i = 0; i < 3; i++) {
                    session.command();
                  }
                  session.write("+OK\r\n+QUEUED\r\n*2\r\n+OK\r\n+OK\r\n");
                  session.command();
                  session.write("+PONG\r\n");
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      Pipeline tx = redis.transaction();
      CompletableFuture<String> set = tx.add(TEXT.set("a", "b"));
      RedisReplyException error = assertThrows(RedisReplyException.class, tx::run);
      assertEquals(Fate.EXECUTED, error.fate());
      Eventually.error(RedisReplyException.class, set);
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }
}
