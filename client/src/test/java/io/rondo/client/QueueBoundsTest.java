package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Gate;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

class QueueBoundsTest {
  /** Answers nothing until told, then each PING, and echoes the last word of other commands. */
  private static ScriptedServer heldServer(CountDownLatch go) {
    return ScriptedServer.start(
        session -> {
          Eventually.await(go);
          while (true) {
            List<String> command = session.command();
            String last = command.get(command.size() - 1);
            session.write(last.equals("PING") ? "+PONG\r\n" : Session.bulk(last));
          }
        });
  }

  private static RedisOverloadedException overloaded(CompletableFuture<?> future) {
    RedisOverloadedException error = Eventually.error(RedisOverloadedException.class, future);
    assertEquals(Fate.NOT_SENT, error.fate());
    return error;
  }

  @OnEveryLoop
  void inCommands(Cell cell) {
    CountDownLatch go = new CountDownLatch(1);
    try (ScriptedServer server = heldServer(go);
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withQueueBounds(10, 1 << 20));
        RedisConnection redis = client.connect()) {
      List<CompletableFuture<String>> taken = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        taken.add(redis.async().run(TEXT.echo("m" + i)));
      }
      Eventually.eventually("all are sent", () -> redis.stats().inFlight() == 10);
      RedisOverloadedException error = overloaded(redis.async().run(TEXT.echo("x")));
      String message = String.valueOf(error.getMessage());
      assertTrue(
          message.startsWith(
              "the connection's queue is full: it holds 10 of 10 commands and 1620 of 1048576 bytes;"
                  + " not sent."),
          message);
      assertThrows(RedisOverloadedException.class, () -> redis.sync().run(TEXT.echo("x")));
      Pipeline pipeline = redis.pipeline();
      CompletableFuture<String> piped = pipeline.add(TEXT.echo("x"));
      pipeline.run();
      overloaded(piped);
      Pipeline tx = redis.transaction();
      CompletableFuture<String> inTx = tx.add(TEXT.echo("x"));
      assertThrows(RedisOverloadedException.class, tx::run);
      overloaded(inTx);
      assertTrue(redis.isOpen());
      go.countDown();
      for (int i = 0; i < 10; i++) {
        assertEquals("m" + i, taken.get(i).join());
      }
      assertEquals("again", redis.sync().run(TEXT.echo("again")));
    }
  }

  @OnEveryLoop
  void inBytes(Cell cell) {
    CountDownLatch go = new CountDownLatch(1);
    try (ScriptedServer server = heldServer(go);
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withQueueBounds(1000, 10_000));
        RedisConnection redis = client.connect()) {
      String large = "x".repeat(100_000);
      CompletableFuture<String> alone = redis.async().run(TEXT.echo(large));
      Eventually.eventually("it is sent", () -> redis.stats().inFlight() == 1);
      overloaded(redis.async().run(TEXT.echo("x")));
      go.countDown();
      assertEquals(large, alone.join());
      CompletableFuture<String> first;
      CompletableFuture<String> second;
      CompletableFuture<String> third;
      try (Gate gate = Gate.hold(redis)) {
        first = redis.async().run(TEXT.echo("y".repeat(5000)));
        second = redis.async().run(TEXT.echo("y".repeat(4000)));
        third = redis.async().run(TEXT.echo("y".repeat(4000)));
        gate.open();
      }
      assertEquals(5000, first.join().length());
      assertEquals(4000, second.join().length());
      overloaded(third);
    }
  }

  @OnEveryLoop
  void aPipelineIsTakenWholeOrNotAtAll(Cell cell) {
    CountDownLatch go = new CountDownLatch(1);
    try (ScriptedServer server = heldServer(go);
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withQueueBounds(10, 1 << 20));
        RedisConnection redis = client.connect()) {
      List<CompletableFuture<String>> large = sendPipeline(redis, 20); // Nothing else is held.
      Eventually.eventually("all are sent", () -> redis.stats().inFlight() == 20);
      sendPipeline(redis, 1).forEach(QueueBoundsTest::overloaded);
      go.countDown();
      large.forEach(future -> assertEquals("p", Eventually.value(future)));
      assertEquals("p", Eventually.value(sendPipeline(redis, 5).get(4)));
    }
  }

  private static List<CompletableFuture<String>> sendPipeline(RedisConnection redis, int size) {
    List<CompletableFuture<String>> futures = new ArrayList<>();
    Pipeline pipeline = redis.pipeline();
    for (int i = 0; i < size; i++) {
      futures.add(pipeline.add(TEXT.echo("p")));
    }
    pipeline.send();
    return futures;
  }

  /** Of the heap, with references of four bytes; a third more with others. */
  @OnEveryLoop
  void whatIsCountedIsWhatTheyTake(Cell cell) {
    try (ScriptedServer server = ScriptedServer.start(Session::hang);
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      assertCountedRight(redis, TEXT::ping);
      assertCountedRight(redis, () -> TEXT.get(fresh(11)));
      assertCountedRight(redis, () -> TEXT.set(fresh(11), fresh(13)));
      assertCountedRight(redis, () -> Commands.BYTES.set(new byte[11], new byte[200]));
      assertCountedRight(redis, () -> TEXT.del(fresh(5), fresh(10), fresh(8), fresh(9), fresh(9)));
    }
  }

  /** A text of its own, as a user's are. */
  private static String fresh(int length) {
    return new String(new byte[length], StandardCharsets.ISO_8859_1);
  }

  private static void assertCountedRight(RedisConnection redis, Supplier<Command<?>> next) {
    int count = 2_000;
    double bytes = 0;
    for (int round = 0; round < 2; round++) { // The first one loads classes.
      long before = allocatedHere();
      for (int i = 0; i < count; i++) {
        redis.async().run(next.get());
      }
      bytes = (allocatedHere() - before) / (double) count;
    }
    double quotient = bytes / next.get().weight();
    String figures = next.get() + " takes " + bytes + " bytes, " + quotient + " of what is counted";
    assertTrue(quotient > 0.7 && quotient < 1.4, figures);
  }

  private static long allocatedHere() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** The server does not read: what does not fit the sockets waits in the queue, bounded. */
  @OnEveryLoop
  void aServerThatDoesNotRead(Cell cell) {
    CountDownLatch go = new CountDownLatch(1);
    int bound = 32 << 20;
    try (ScriptedServer server = heldServer(go);
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withQueueBounds(100_000, bound));
        RedisConnection redis = client.connect()) {
      byte[] value = new byte[256 << 10];
      List<CompletableFuture<byte[]>> taken = new ArrayList<>();
      CompletableFuture<byte[]> last = redis.async().run(Commands.BYTES.echo(value));
      while (!last.isDone() && taken.size() < 1000) {
        taken.add(last);
        last = redis.async().run(Commands.BYTES.echo(value));
        int count = taken.size() + 1;
        Eventually.eventually(
            "the loop has seen it",
            () -> redis.stats().queued() + redis.stats().inFlight() >= Math.min(count, 100));
      }
      overloaded(last);
      int expected = bound / value.length;
      assertTrue(
          taken.size() >= expected - 2 && taken.size() <= expected + 2,
          () -> taken.size() + " were taken");
      assertTrue(redis.stats().queued() > 0, "the channel was not writable for long");
      assertFalse(taken.get(0).isDone());
      go.countDown();
      for (CompletableFuture<byte[]> future : taken) {
        assertArrayEquals(value, Eventually.value(future));
      }
      assertEquals(0, redis.stats().queued());
      assertEquals("PONG".length(), redis.sync().run(TEXT.echo("PONG")).length());
    }
  }
}
