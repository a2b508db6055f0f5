package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Eventually;
import io.rondo.client.support.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets the place of a lease that could not be opened. */
class LeasesTest {
  private static final int MANY = 5_000;

  private final List<CompletableFuture<RedisConnection>> openings = new CopyOnWriteArrayList<>();
  private final ClientTimer timer = new ClientTimer();
  private TestRedis server;
  private RedisClient client;
  private Leases leases;
  private volatile boolean refuses;

  @BeforeEach
  void twoPlaces() {
    server = TestRedis.start();
    RedisOptions options =
        RedisOptions.create()
            .withAddress("127.0.0.1", server.port())
            .withLeases(2, Duration.ofMinutes(1));
    client = RedisClient.create(options);
    leases = new Leases(options, wait -> opening(), timer);
  }

  @AfterEach
  void close() {
    leases.close();
    timer.close();
    client.close();
    server.close();
  }

  private CompletableFuture<RedisConnection> opening() {
    CompletableFuture<RedisConnection> opening = new CompletableFuture<>();
    openings.add(opening);
    if (refuses) {
      fail(opening);
    }
    return opening;
  }

  private static void fail(CompletableFuture<RedisConnection> opening) {
    opening.completeExceptionally(new RedisConnectException("refused", Fate.NOT_SENT, null));
  }

  @Test
  void whoWaitsGetsThePlaceOfOneThatCouldNotBeOpened() {
    CompletableFuture<RedisConnection> one = leases.lease(false);
    CompletableFuture<RedisConnection> other = leases.lease(false);
    CompletableFuture<RedisConnection> third = leases.lease(false);
    openings.get(0).complete(client.connect());
    Eventually.value(one);
    fail(openings.get(1));
    Eventually.error(RedisConnectException.class, other);
    Eventually.eventually("one is opened in its place", () -> openings.size() == 3);
    openings.get(2).complete(client.connect());
    assertTrue(Eventually.value(third).isOpen());
    assertEquals(new Leases.Figures(2, 0, 0), leases.figures());
  }

  @Test
  void manyThatFailAtOnceDoSoOneAfterTheOther() {
    CompletableFuture<RedisConnection> held = leases.lease(false);
    List<CompletableFuture<RedisConnection>> many =
        Stream.generate(() -> leases.lease(false)).limit(MANY).toList();
    openings.get(0).complete(client.connect());
    Eventually.value(held);
    refuses = true;
    fail(openings.get(1));
    many.forEach(lease -> Eventually.error(RedisConnectException.class, lease));
    Eventually.eventually(
        "nobody waits", () -> leases.figures().equals(new Leases.Figures(1, 0, 0)));
    assertEquals(1 + MANY, openings.size());
  }
}
