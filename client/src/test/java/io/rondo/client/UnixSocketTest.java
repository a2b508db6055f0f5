package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
  private static final String PASSWORD = "hunter2";

  private static Path folder;
  private static TestRedis server;

  @BeforeAll
  static void start(@TempDir Path newFolder) throws IOException {
    folder = newFolder;
    server =
        TestRedis.startLocal(
            "--unixsocket", folder.resolve("r.sock").toString(), "--requirepass", PASSWORD);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RedisOptions options(Cell cell, String name) {
    return cell.options(server.port()).withUnixSocket(folder.resolve(name).toString());
  }

  @OnEveryLoop
  void commandsGoThrough(Cell cell) {
    RedisOptions options = options(cell, "r.sock").withCredentials(null, PASSWORD).withDatabase(2);
    try (RedisClient client = RedisClient.create(options.withClientInfo(true));
        RedisConnection redis = client.connect()) {
      assertTrue(
          redis.channelClass().getSimpleName().endsWith("DomainSocketChannel"),
          () -> redis.channelClass().getName());
      String value = "u".repeat(3_000_000);
      assertEquals("OK", redis.sync().run(TEXT.set("big", value)));
      assertEquals(value, redis.sync().run(TEXT.get("big")));
      Pipeline pipeline = redis.pipeline();
      IntStream.range(0, 2000).forEach(i -> pipeline.add(TEXT.echo("p" + i)));
      assertEquals(IntStream.range(0, 2000).mapToObj(i -> "p" + i).toList(), pipeline.run());
      CompletableFuture<String> later = redis.async().run(TEXT.ping());
      assertEquals("PONG", Eventually.value(later));
      assertEquals("2", redis.sync().run(TEXT.clientInfo()).get("db"));
    }
  }

  @OnEveryLoop
  void aUriSaysTheSame(Cell cell) {
    String uri =
        "redis+unix://:%s@%s?loop=%s&drive=%s&db=1"
            .formatted(
                PASSWORD, folder.resolve("r.sock"), cell.loop().label(), cell.drive().label());
    try (RedisClient client = RedisClient.create(uri);
        RedisConnection redis = client.connect()) {
      assertEquals("1", redis.sync().run(TEXT.clientInfo()).get("db"));
    }
  }

  @OnEveryLoop
  void theSocketIsNotThere(Cell cell) {
    try (RedisClient client = RedisClient.create(options(cell, "none.sock"))) {
      RedisConnectException error = assertThrows(RedisConnectException.class, client::connect);
      String message = String.valueOf(error.getMessage());
      assertTrue(
          message.startsWith("cannot connect to " + folder.resolve("none.sock") + ": "), message);
    }
  }

  @OnEveryLoop
  void itIsNoSocket(Cell cell) throws IOException {
    Path file = folder.resolve("file" + cell.hashCode());
    Files.writeString(file, "no socket");
    try (RedisClient client =
        RedisClient.create(options(cell, String.valueOf(file.getFileName())))) {
      RedisConnectException error = assertThrows(RedisConnectException.class, client::connect);
      assertTrue(String.valueOf(error.getMessage()).contains("refused"), error::getMessage);
    }
  }

  @OnEveryLoop
  void theServerEndsTheConnection(Cell cell) {
    RedisOptions options = options(cell, "r.sock").withCredentials(null, PASSWORD);
    try (RedisClient client = RedisClient.create(options);
        RedisConnection redis = client.connect()) {
      assertEquals("OK", redis.sync().run(TEXT.quit()));
      Eventually.eventually("it is closed", () -> fails(redis) && !redis.isOpen());
    }
  }

  private static boolean fails(RedisConnection redis) {
    try {
      redis.sync().run(TEXT.ping()); // In CALLER nobody listens unless somebody waits.
      return false;
    } catch (RedisException e) {
      return true;
    }
  }
}
