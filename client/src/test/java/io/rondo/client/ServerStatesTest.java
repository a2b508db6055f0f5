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
import io.rondo.client.support.LocalRedis;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ServerVersion;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Real servers that refuse, or that close connections: full, loading, read-only, told to, or
 * because of what is read too slowly. Those that are killed or stopped are in {@link ReconnectTest}
 * and {@link DeadPeerTest}.
 */
class ServerStatesTest {
  private static final Reconnect SOON =
      Reconnect.waiting().withBackOff(Duration.ofMillis(1), Duration.ofMillis(20));

  private static final String VALUE = "v".repeat(200);

  /** For 20 seconds, until it is told otherwise. */
  private static final String[] LOADS_SLOWLY = {
    "--key-load-delay", "2000", "--loading-process-events-interval-bytes", "1024"
  };

  private static @Nullable LocalRedis server;

  @BeforeAll
  static void start() {
    server = TestRedis.startProcess();
  }

  @AfterAll
  static void end() {
    server().close();
  }

  private static LocalRedis server() {
    return Objects.requireNonNull(server);
  }

  private static RedisOptions options(Cell cell, LocalRedis of) {
    return cell.options(of.port()).withReconnect(SOON);
  }

  private static void assertRefused(String code, RedisConnection redis, Command<?> command) {
    RedisServerException sync =
        assertThrows(RedisServerException.class, () -> redis.sync().run(command));
    assertEquals(code, sync.code(), sync::getMessage);
    assertEquals(Fate.REFUSED, sync.fate());
    RedisServerException async =
        Eventually.error(RedisServerException.class, redis.async().run(command));
    assertEquals(code, async.code(), async::getMessage);
    assertEquals(Fate.REFUSED, async.fate());
  }

  /** A transaction of which one command is refused does nothing, and says why. */
  private static void assertAborted(String code, RedisConnection redis, Command<?> command) {
    Pipeline tx = redis.transaction();
    CompletableFuture<String> ping = tx.add(TEXT.ping());
    CompletableFuture<?> refused = tx.add(command);
    RedisTransactionAbortedException aborted =
        assertThrows(RedisTransactionAbortedException.class, tx::run);
    assertEquals(Fate.REFUSED, aborted.fate());
    RedisServerException why =
        assertInstanceOf(RedisServerException.class, aborted.getSuppressed()[0]);
    assertEquals(code, why.code(), why::getMessage);
    for (CompletableFuture<?> future : List.of(ping, refused)) {
      Eventually.error(RedisTransactionAbortedException.class, future);
    }
  }

  @OnEveryLoop
  void aFullServerRefusesWritesAndStaysInUse(Cell cell) {
    String key = Keys.fresh("full");
    try (RedisClient client = RedisClient.create(options(cell, server()));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.set(key, "before"));
      redis.sync().run(TEXT.configSet("maxmemory", "1"));
      try {
        assertRefused("OOM", redis, TEXT.set(key, "more"));
        Pipeline pipeline = redis.pipeline();
        CompletableFuture<String> before = pipeline.add(TEXT.get(key));
        CompletableFuture<Long> refused = pipeline.add(TEXT.lpush(key + ":list", "x"));
        CompletableFuture<String> after = pipeline.add(TEXT.get(key));
        pipeline.run();
        assertEquals("before", before.join());
        assertEquals("OOM", Eventually.error(RedisServerException.class, refused).code());
        assertEquals("before", after.join());
        assertAborted("OOM", redis, TEXT.set(key, "more"));
        assertEquals(1, redis.sync().run(TEXT.exists(key)));
      } finally {
        redis.sync().run(TEXT.configSet("maxmemory", "0"));
      }
      redis.sync().run(TEXT.set(key, "after"));
      assertEquals("after", redis.sync().run(TEXT.get(key)));
      assertEquals(0, redis.stats().reconnects());
    }
  }

  /** The server answers what kills its client, and nothing that follows. */
  @OnEveryLoop
  void aClientThatIsKilledComesBackAndRepeatsNothing(Cell cell) {
    String key = Keys.fresh("killed");
    try (RedisClient client = RedisClient.create(options(cell, server()));
        RedisConnection redis = client.connect()) {
      long id = redis.sync().run(TEXT.clientId());
      Pipeline pipeline = redis.pipeline();
      CompletableFuture<Long> first = pipeline.add(TEXT.incr(key));
      CompletableFuture<Long> kill =
          pipeline.add(TEXT.clientKill(ClientFilter.OTHERS.includingMe().id(id)));
      CompletableFuture<Long> never = pipeline.add(TEXT.incr(key));
      CompletableFuture<String> again = pipeline.add(TEXT.get(key).withRetries(1));
      pipeline.run();
      assertEquals(1, first.join());
      assertEquals(1, kill.join());
      RedisClosedException lost = Eventually.error(RedisClosedException.class, never);
      assertEquals(Fate.MAYBE_EXECUTED, lost.fate());
      assertEquals("1", again.join());
      assertTrue(redis.sync().run(TEXT.clientId()) > id);
      assertEquals(1, redis.stats().reconnects());
    }
  }

  @OnEveryLoop
  void aClientThatIsKilledWhileItIdlesComesBack(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell, server()));
        RedisConnection redis = client.connect();
        RedisConnection other = client.connect()) {
      long id = redis.sync().run(TEXT.clientId());
      assertEquals(1, other.sync().run(TEXT.clientKill(ClientFilter.OTHERS.id(id))));
      Eventually.eventually("it is open again", () -> redis.stats().reconnects() == 1);
      assertTrue(redis.sync().run(TEXT.clientId()) > id);
      assertEquals(0, other.stats().reconnects());
    }
  }

  @OnEveryLoop
  void aLeaseThatIsKilledWhileItIdlesIsReplacedAndFreed(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell, server()));
        RedisConnection other = client.connect()) {
      RedisConnection lease = client.lease();
      Connection lost = lease.core();
      long id = lease.sync().run(TEXT.clientId());
      lease.close();
      assertEquals(1, other.sync().run(TEXT.clientKill(ClientFilter.OTHERS.id(id))));
      Eventually.eventually("it is noticed", () -> !lost.isOpen());
      try (RedisConnection next = client.lease()) {
        assertTrue(next.sync().run(TEXT.clientId()) > id);
        assertEquals(new Leases.Figures(1, 0, 0), client.leases().figures());
      }
      if (cell.drive() == Drive.CALLER) {
        Eventually.eventually("its loop has ended", () -> lost.loop().isTerminated());
      }
    }
  }

  @OnEveryLoop
  void aClientThatHasAskedForTooMuchAtOnceComesBack(Cell cell) {
    String key = Keys.fresh("large");
    try (RedisClient client = RedisClient.create(options(cell, server()));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.set(key, "x".repeat(256 << 10)));
      redis.sync().run(TEXT.configSet("client-output-buffer-limit", "normal 1048576 0 0"));
      try {
        Pipeline pipeline = redis.pipeline();
        List<CompletableFuture<String>> gets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          gets.add(pipeline.add(TEXT.get(key)));
        }
        pipeline.run();
        RedisClosedException lost = Eventually.error(RedisClosedException.class, gets.get(99));
        assertEquals(Fate.MAYBE_EXECUTED, lost.fate());
        for (CompletableFuture<String> get : gets) {
          assertTrue(get.isCompletedExceptionally() || get.join().length() == 256 << 10);
        }
        Eventually.eventually("it is open again", () -> redis.stats().reconnects() == 1);
        assertEquals(256 << 10, redis.sync().run(TEXT.strlen(key)));
      } finally {
        redis.sync().run(TEXT.configSet("client-output-buffer-limit", "normal 0 0 0"));
        redis.sync().run(TEXT.del(key));
      }
    }
  }

  /** A replica that loads what its master has, has loaded it, and becomes a master. */
  @Test
  void aServerThatLoadsAndOneThatIsReadOnly() {
    boolean answersWhileItLoads = canAnswerWhileItLoads();
    try (LocalRedis replica =
            TestRedis.startProcess(answersWhileItLoads ? LOADS_SLOWLY : new String[0]);
        LocalRedis master =
            TestRedis.startProcess("--repl-diskless-sync-delay", "0", "--rdbcompression", "no");
        RedisClient toMaster = RedisClient.create(options(cells().get(0), master));
        RedisConnection filling = toMaster.connect()) {
      Pipeline fill = filling.pipeline();
      for (int i = 0; i < 10_000; i++) {
        fill.add(TEXT.set("k" + i, VALUE));
      }
      fill.run();
      List<RedisClient> clients = new ArrayList<>();
      List<RedisConnection> all = new ArrayList<>();
      try {
        for (Cell cell : cells()) {
          RedisClient client = RedisClient.create(options(cell, replica));
          clients.add(client);
          all.add(client.connect());
        }
        all.get(0).sync().run(TEXT.replicaOf("127.0.0.1", master.port()));
        if (answersWhileItLoads) {
          assertLoading(all);
        }
        assertReadOnly(all);
        all.get(0).sync().run(TEXT.replicaOfNoOne());
        for (RedisConnection redis : all) {
          redis.sync().run(TEXT.set("k1", "mine"));
          assertNull(redis.sync().run(TEXT.get("none")));
          assertEquals(0, redis.stats().reconnects());
        }
      } finally {
        all.forEach(RedisConnection::close);
        clients.forEach(RedisClient::close);
      }
    }
  }

  /** Until 7.0 a server that loads looks up every 2 MB and not more often. */
  private static boolean canAnswerWhileItLoads() {
    try (RedisClient client = RedisClient.create(options(cells().get(0), server()));
        RedisConnection redis = client.connect()) {
      return ServerVersion.of(redis).isAtLeast(7, 0);
    }
  }

  private static void assertLoading(List<RedisConnection> all) {
    Eventually.eventually("it loads", () -> isLoading(all.get(0)));
    for (RedisConnection redis : all) {
      assertRefused("LOADING", redis, TEXT.get("k1"));
      assertAborted("LOADING", redis, TEXT.get("k1"));
    }
    all.get(0).sync().run(TEXT.configSet("key-load-delay", "0"));
  }

  private static void assertReadOnly(List<RedisConnection> all) {
    Eventually.eventually("it has loaded", () -> hasLoaded(all.get(0)));
    for (RedisConnection redis : all) {
      assertEquals(VALUE, redis.sync().run(TEXT.get("k1")));
      assertRefused("READONLY", redis, TEXT.set("k1", "mine"));
      assertAborted("READONLY", redis, TEXT.set("k1", "mine"));
    }
  }

  private static List<Cell> cells() {
    return Cell.loops().toList();
  }

  private static boolean isLoading(RedisConnection redis) {
    return "LOADING".equals(valueOrError(redis));
  }

  private static boolean hasLoaded(RedisConnection redis) {
    return VALUE.equals(valueOrError(redis));
  }

  private static @Nullable String valueOrError(RedisConnection redis) {
    try {
      return redis.sync().run(TEXT.get("k1"));
    } catch (RedisServerException e) {
      return e.code();
    }
  }
}
