package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The channel's water marks are honoured: what the server does not take is not written. */
class BackPressureTest {
  private static final byte[] VALUE = "x".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
  private static final int COMMANDS = 400; // 25 MB: more than the sockets of a server take.

  /** What one drain writes at most before it looks at the water marks, with its last command. */
  private static final long LARGEST_WRITE = (1L << 20) + 2L * VALUE.length;

  @OnEveryLoop
  void whatTheServerDoesNotTakeStaysInTheQueue(Cell cell) {
    CountDownLatch read = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  Eventually.await(read);
                  while (true) {
                    List<String> command = session.command();
                    session.write(Session.bulk(command.get(1)));
                  }
                });
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withQueueBounds(1000, 256 << 20));
        RedisConnection redis = client.connect()) {
      List<CompletableFuture<byte[]>> futures = new ArrayList<>();
      for (int i = 0; i < COMMANDS; i++) {
        futures.add(redis.async().run(Commands.BYTES.echo(VALUE)));
      }
      Channel channel = redis.core().link().channel();
      Eventually.eventually("it is not writable", () -> channel.bytesBeforeWritable() > 0);
      for (int turn = 0; turn < 2; turn++) { // What can be written is written in these.
        CountDownLatch taken = new CountDownLatch(1);
        redis.core().loop().execute(taken::countDown);
        Eventually.await(taken);
      }
      assertEquals(COMMANDS, held(redis));
      // The server takes nothing, so this stays as it is, but for what the kernel still takes.
      long pending = channel.bytesBeforeWritable() + channel.config().getWriteBufferLowWaterMark();
      long most = channel.config().getWriteBufferHighWaterMark() + LARGEST_WRITE;
      assertTrue(pending <= most, () -> pending + " bytes are written and not taken: " + redis);
      ConnectionStats stats = redis.stats();
      assertTrue(stats.queued() > 0, stats::toString);
      assertTrue(stats.bytesWritten() < (long) COMMANDS * VALUE.length, stats::toString);

      read.countDown();
      for (CompletableFuture<byte[]> future : futures) {
        assertArrayEquals(VALUE, Eventually.value(future));
      }
      assertEquals(0, held(redis));
    }
  }

  private static int held(RedisConnection redis) {
    return redis.stats().queued() + redis.stats().inFlight();
  }
}
