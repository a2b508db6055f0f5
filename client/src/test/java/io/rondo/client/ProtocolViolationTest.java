package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Keys;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Servers that lie, decoders and arguments that throw. */
class ProtocolViolationTest {
  private static final List<String> LIES =
      List.of(
          "HTTP/1.1 200 OK\r\n\r\n",
          "\0\0\0",
          "$-2\r\n",
          "$3\r\nabcXX",
          "*2147483647\r\n",
          "*99999999999999999999\r\n",
          "$536870913\r\n",
          "+a\rb\r\n",
          ":12a\r\n",
          "*1\r\n".repeat(2000));

  @OnEveryLoop
  void aLieEndsTheConnectionAndAllThatIsInFlight(Cell cell) {
    for (String lie : LIES) {
      try (ScriptedServer server =
              ScriptedServer.start(
                  session -> {
                    session.command();
                    session.command();
                    session.command();
                    session.write("+fine\r\n" + lie);
                    session.hang();
                  });
          RedisClient client =
              RedisClient.create(
                  cell.options(server.port())
                      .withReconnect(Reconnect.off())
                      .withCommandTimeout(Duration.ofSeconds(5)));
          RedisConnection redis = client.connect()) {
        CompletableFuture<String> first = redis.async().run(TEXT.ping());
        CompletableFuture<String> second = redis.async().run(TEXT.ping());
        CompletableFuture<String> third = redis.async().run(TEXT.ping());
        assertEquals("fine", Eventually.value(first));
        for (CompletableFuture<String> hit : List.of(second, third)) {
          RedisProtocolException error = Eventually.error(RedisProtocolException.class, hit);
          assertEquals(Fate.MAYBE_EXECUTED, error.fate());
          assertFalse(String.valueOf(error.getMessage()).contains("\n"), error::getMessage);
        }
        Eventually.eventually("it is closed", () -> !redis.isOpen());
        assertEquals(0, redis.stats().inFlight());
      }
    }
  }

  @OnEveryLoop
  void aReplyThatNothingWaitsForEndsTheConnection(Cell cell) {
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.write("+fine\r\n+more\r\n");
                  session.hang();
                });
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Reconnect.off()));
        RedisConnection redis = client.connect()) {
      assertEquals("fine", redis.sync().run(TEXT.ping()));
      Eventually.eventually("it is closed", () -> !redis.isOpen());
      RedisException error =
          assertThrows(RedisException.class, () -> redis.sync().run(TEXT.ping()));
      assertTrue(
          String.valueOf(error.getMessage()).contains("a reply that no command waits for"),
          error::getMessage);
    }
  }

  @OnEveryLoop
  void aReplyOutOfTheBlueEndsTheConnection(Cell cell) {
    CountDownLatch lie = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.write("+fine\r\n");
                  Eventually.await(lie);
                  session.write("+more\r\n");
                  session.hang();
                });
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Reconnect.off()));
        RedisConnection redis = client.connect()) {
      assertEquals("fine", redis.sync().run(TEXT.ping()));
      lie.countDown();
      Eventually.eventually("it is closed", () -> !redis.isOpen());
    }
  }

  @OnEveryLoop
  void aReplyInFragments(Cell cell) {
    String value = "grüße " + "x".repeat(300);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  session.command();
                  session.command();
                  session.command();
                  session.writeByteByByte(
                      Session.bulk(value)
                          + "-WRONGTYPE no\r\n"
                          + "*3\r\n$-1\r\n"
                          + Session.bulk("")
                          + Session.bulk(value));
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      CompletableFuture<String> get = pipeline.add(TEXT.get("a"));
      CompletableFuture<Long> wrong = pipeline.add(TEXT.llen("a"));
      CompletableFuture<List<String>> mget = pipeline.add(TEXT.mget("a", "b", "c"));
      pipeline.run();
      assertEquals(value, get.join());
      Eventually.error(RedisServerException.class, wrong);
      List<String> expected = new ArrayList<>();
      expected.add(null);
      expected.add("");
      expected.add(value);
      assertEquals(expected, mget.join());
    }
  }

  @OnEveryLoop
  void aMapperThatThrowsFailsItsCommandAlone(Cell cell) {
    String key = Keys.fresh("mapper");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      Pipeline pipeline = redis.pipeline();
      pipeline.add(TEXT.set(key, "value"));
      CompletableFuture<Object> exception =
          pipeline.add(
              TEXT.get(key)
                  .map(
                      value -> {
                        throw new IllegalStateException("mine");
                      }));
      CompletableFuture<Object> error =
          pipeline.add(
              TEXT.get(key)
                  .map(
                      value -> {
                        throw new AssertionError("mine too");
                      }));
      CompletableFuture<Long> type = pipeline.add(TEXT.get(key).as(Replies.integer()));
      CompletableFuture<String> after = pipeline.add(TEXT.get(key));
      pipeline.run();
      for (CompletableFuture<?> failed : List.of(exception, error, type)) {
        RedisReplyException e = Eventually.error(RedisReplyException.class, failed);
        assertEquals(Fate.EXECUTED, e.fate());
        assertTrue(
            String.valueOf(e.getMessage()).startsWith("GET with 1 argument: its reply"),
            e::getMessage);
      }
      assertEquals("value", after.join());
    }
  }

  /** Text whose encoding fails, though its length does not. */
  private record Broken(Throwable failure) implements CharSequence {
    @Override
    public int length() {
      return 3;
    }

    @Override
    public char charAt(int index) {
      throw fail();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw fail();
    }

    @Override
    public String toString() {
      throw fail();
    }

    private RuntimeException fail() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failure);
    }
  }

  @OnEveryLoop
  void anArgumentThatCannotBeEncodedFailsItsCommandAlone(Cell cell) {
    String key = Keys.fresh("encoding");
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      for (Throwable cause : List.of(new Exception("mine"), new AssertionError("mine"))) {
        Command<String> broken =
            Command.of("SET", Replies.status(), key, new Broken(cause), "EX", 1);
        RedisException sync = assertThrows(RedisException.class, () -> redis.sync().run(broken));
        assertEquals(Fate.NOT_SENT, sync.fate());
        Pipeline pipeline = redis.pipeline();
        CompletableFuture<String> before = pipeline.add(TEXT.echo("before"));
        CompletableFuture<String> failed = pipeline.add(broken);
        CompletableFuture<Long> nan = pipeline.add(TEXT.zadd(key + "z", Double.NaN, "m"));
        CompletableFuture<String> after = pipeline.add(TEXT.echo("after"));
        pipeline.run();
        assertEquals("before", before.join());
        assertEquals(Fate.NOT_SENT, Eventually.error(RedisException.class, failed).fate());
        assertEquals(Fate.NOT_SENT, Eventually.error(RedisException.class, nan).fate());
        assertEquals("after", after.join());
        Pipeline tx = redis.transaction();
        CompletableFuture<String> inTx = tx.add(TEXT.set(key, "x"));
        tx.add(broken);
        assertEquals(Fate.NOT_SENT, assertThrows(RedisException.class, tx::run).fate());
        Eventually.error(RedisException.class, inTx);
        assertEquals(0, redis.sync().run(TEXT.exists(key)));
        assertEquals(0, redis.stats().queued());
        assertEquals(0, redis.stats().inFlight());
      }
    }
  }

  /** Without memory for what is to be written the connection ends, and so does every wait. */
  @OnEveryLoop
  void noMemoryToWriteWith(Cell cell) {
    try (RedisClient client = RedisClient.create(cell.options().withReconnect(Reconnect.off()));
        RedisConnection redis = client.connect()) {
      redis.sync().run(TEXT.ping());
      redis.core().link().channel().config().setAllocator(new NoMemory());
      Command<String> large = TEXT.echo("x".repeat(100_000));
      assertThrows(RedisClosedException.class, () -> redis.sync().run(large));
      redis.core().link().channel().config().setAllocator(PooledByteBufAllocator.DEFAULT);
      assertThrows(RedisClosedException.class, () -> redis.sync().run(TEXT.ping()));
    }
  }

  private static final class NoMemory extends AbstractByteBufAllocator {
    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
      return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
      throw new OutOfMemoryError("no memory, says the test");
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }
  }
}
