package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.Keys;
import io.rondo.client.support.LocalRedis;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.Outage;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What the server knew of a connection that was lost is restored, or missed out loud. */
class RestoredStateTest {
  private final FaultProxy proxy = FaultProxy.before(TestRedis.shared().port());

  @AfterEach
  void close() {
    proxy.close();
  }

  private RedisOptions options(Cell cell) {
    return cell.options(proxy.port()).withReconnect(Outage.SOON);
  }

  @OnEveryLoop
  void whatTheServerKnewIsRestored(Cell cell) {
    String password = "hunter2";
    try (LocalRedis server = TestRedis.startProcess("--requirepass", password);
        FaultProxy before = FaultProxy.before(server.port());
        RedisClient client =
            RedisClient.create(
                cell.options(before.port())
                    .withReconnect(Outage.SOON)
                    .withCredentials(null, password)
                    .withDatabase(1)
                    .withClientName("first"));
        RedisConnection redis = client.connect()) {
      assertSession(redis, "name=first", "db=1", "user=default");
      before.cut();
      Outage.awaitEnd(redis, 1);
      assertSession(redis, "name=first", "db=1", "user=default");

      redis.sync().run(TEXT.aclSetUser("other", "on", ">secret", "~*", "&*", "+@all"));
      redis.sync().run(TEXT.auth("other", "secret"));
      redis.sync().run(TEXT.select(3));
      redis.sync().run(TEXT.clientSetName("second"));
      assertThrows(RedisServerException.class, () -> redis.sync().run(TEXT.select(9999)));
      before.cut();
      Outage.awaitEnd(redis, 2);
      assertSession(redis, "name=second", "db=3", "user=other");

      Pipeline tx = redis.transaction();
      tx.add(TEXT.select(5));
      tx.run();
      before.reset();
      Outage.awaitEnd(redis, 3);
      assertSession(redis, "name=second", "db=5", "user=other");
      assertFalse(redis.toString().contains("secret"), redis::toString);
    }
  }

  private static void assertSession(RedisConnection redis, String... parts) {
    String info = redis.sync().run(Command.of("CLIENT INFO", Replies.string()));
    for (String part : parts) {
      assertTrue((info.strip() + " ").contains(" " + part + " "), part + " in " + info);
    }
  }

  /** Decoders that take an error for a value do not make a command one that was executed. */
  @OnEveryLoop
  void whatWasRefusedIsNotRestored(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.select(2));
      for (String database : List.of("9999", "abc")) {
        RespValue refused = redis.sync().run(Command.of("SELECT", Replies.tree(), database));
        assertInstanceOf(RespValue.Error.class, refused);
        assertEquals(null, redis.sync().run(Command.of("SELECT", Replies.skip(), database)));
        Pipeline tx = redis.transaction();
        tx.add(Command.of("SELECT", Replies.tree(), database));
        tx.add(Command.of("SELECT", Replies.skip(), database));
        tx.run();
        redis.sync().run(TEXT.multi());
        redis.sync().run(TEXT.ping());
        for (Command<?> refusedWithin : List.of(TEXT.multi(), TEXT.watch("a key"))) {
          assertThrows(RedisServerException.class, () -> redis.sync().run(refusedWithin));
        }
        redis.sync().run(Command.of("SELECT", Replies.skip(), database));
        redis.sync().run(TEXT.ping());
        redis.sync().run(TEXT.exec());
      }
      redis.sync().run(Command.of("AUTH", Replies.tree()));
      proxy.cut();
      Outage.awaitEnd(redis, 1);
      assertSession(redis, "db=2", "user=default");
    }
  }

  @OnEveryLoop
  void whatATransactionChangesIsRestoredIfItWasExecuted(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.multi());
      redis.sync().run(TEXT.select(5));
      redis.sync().run(TEXT.discard());
      proxy.cut();
      Outage.awaitEnd(redis, 1);
      assertSession(redis, "db=0");

      redis.sync().run(TEXT.multi());
      assertThrows(
          RedisServerException.class,
          () -> redis.sync().run(Command.of("SET", Replies.status(), "a")));
      assertThrows(RedisServerException.class, () -> redis.sync().run(TEXT.exec()));
      // A reply that its decoder does not take is one all the same.
      assertThrows(
          RedisReplyException.class,
          () -> redis.sync().run(Command.of("SELECT", Replies.integer(), "6")));
      proxy.cut();
      Outage.awaitEnd(redis, 2);
      assertSession(redis, "db=6");

      redis.sync().run(TEXT.multi());
      redis.sync().run(TEXT.select(4));
      redis.sync().run(TEXT.exec());
      proxy.cut();
      Outage.awaitEnd(redis, 3);
      assertSession(redis, "db=4");
    }
  }

  @OnEveryLoop
  void whatAnAbortedTransactionWouldChangeIsNotRestored(Cell cell) {
    String key = Keys.fresh("aborted");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      RedisSync sync = redis.sync();
      sync.run(TEXT.select(1));
      Command<String> refused = Command.of("SET", Replies.status(), key);

      sync.run(TEXT.multi());
      assertThrows(RedisServerException.class, () -> sync.run(refused));
      sync.run(TEXT.select(5));
      assertThrows(RedisServerException.class, () -> sync.run(TEXT.exec()));

      sync.run(TEXT.watch(key));
      sync.run(TEXT.set(key, "changed"));
      sync.run(TEXT.multi());
      sync.run(TEXT.select(6));
      assertEquals(null, sync.run(TEXT.exec()));

      for (boolean watched : new boolean[] {false, true}) {
        Pipeline tx = redis.transaction();
        tx.add(TEXT.select(7));
        if (watched) {
          sync.run(TEXT.watch(key));
          sync.run(TEXT.set(key, "changed again"));
        } else {
          tx.add(refused);
        }
        assertThrows(RedisException.class, tx::run);
      }
      proxy.cut();
      Outage.awaitEnd(redis, 1);
      assertSession(redis, "db=1");
    }
  }

  @OnEveryLoop
  void whatATransactionThatIsLateChangesIsRestored(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      proxy.toClient(Fault.stall());
      Pipeline tx = redis.transaction();
      tx.add(TEXT.select(3).withTimeout(Duration.ofMillis(200)));
      RedisTimeoutException late = assertThrows(RedisTimeoutException.class, tx::run);
      assertEquals(Fate.MAYBE_EXECUTED, late.fate());
      proxy.heal();
      redis.sync().run(TEXT.ping());
      proxy.cut();
      Outage.awaitEnd(redis, 1);
      assertSession(redis, "db=3");
    }
  }

  @OnEveryLoop
  void aWatchIsNotLostInSilence(Cell cell) {
    String key = Keys.fresh("watched");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.watch(key));
      assertEquals(null, redis.sync().run(TEXT.get(key)));
      proxy.cut();
      Outage.awaitEnd(redis, 1);
      assertEquals(null, redis.sync().run(TEXT.get(key)));
      RedisTransactionAbortedException aborted =
          assertThrows(RedisTransactionAbortedException.class, () -> transact(redis, key));
      assertEquals(Fate.NOT_SENT, aborted.fate());
      assertTrue(
          String.valueOf(aborted.getMessage()).contains("the connection was lost while keys were"),
          aborted::getMessage);
      assertEquals(List.of(1L), transact(redis, key));

      redis.sync().run(TEXT.watch(key));
      redis.sync().run(TEXT.unwatch());
      proxy.cut();
      Outage.awaitEnd(redis, 2);
      assertEquals(List.of(2L), transact(redis, key));
      redis.sync().run(TEXT.watch(key));
      assertEquals(List.of(3L), transact(redis, key));
      proxy.cut();
      Outage.awaitEnd(redis, 3);
      assertEquals(List.of(4L), transact(redis, key));
    }
  }

  private static List<Object> transact(RedisConnection redis, String key) {
    Pipeline tx = redis.transaction();
    tx.add(TEXT.incr(key));
    return tx.run();
  }

  @OnEveryLoop
  void commandsOfALostMultiAreNotExecutedOneByOne(Cell cell) {
    String key = Keys.fresh("multi");
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.multi());
      proxy.cut();
      Outage.awaitEnd(redis, 1);
      for (Command<?> command : List.of(TEXT.incr(key), TEXT.exec())) {
        RedisTransactionAbortedException aborted =
            assertThrows(RedisTransactionAbortedException.class, () -> redis.sync().run(command));
        assertEquals(Fate.NOT_SENT, aborted.fate());
      }
      assertEquals(null, redis.sync().run(TEXT.get(key)));
    }
  }

  @OnEveryLoop
  void afterQuitItStaysClosed(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell));
        RedisConnection redis = client.connect()) {
      assertEquals("OK", redis.sync().run(TEXT.quit()));
      Eventually.eventually("it is closed", () -> !redis.isOpen());
      assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
      assertEquals(0, redis.stats().reconnects());
    }
  }
}
