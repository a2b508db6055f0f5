package io.rondo.bench.scenario;

import io.rondo.client.Commands;
import io.rondo.client.Drive;
import io.rondo.client.Pipeline;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisOptions;
import io.rondo.client.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Looks at what a client has stored, over a connection of its own: the client under measurement may
 * be the one that is wrong. It has no thread, so that it does nothing while something is measured.
 */
public final class ReadBack implements AutoCloseable {
  private static final int AT_ONCE = 500;
  // The next pass stores the same values: deleted ones show whether it did.
  private static final int DELETED_OF = 16;

  private final RedisClient client;
  private final RedisConnection connection;

  @SuppressWarnings("resource") // closed with this object
  public ReadBack(String uri) {
    client =
        RedisClient.create(
            RedisOptions.parse(uri).withTransport(Transport.NIO).withDrive(Drive.CALLER));
    connection = client.connect();
  }

  /** Compares the first values with what the server has, and deletes a part of them. */
  void check(Pairs<?> pairs, int count) {
    for (int from = 0; from < count; from += AT_ONCE) {
      check(pairs, from, Math.min(count, from + AT_ONCE));
    }
  }

  private void check(Pairs<?> pairs, int from, int to) {
    Pipeline pipeline = connection.pipeline();
    List<CompletableFuture<byte[]>> stored = new ArrayList<>();
    for (int i = from; i < to; i++) {
      stored.add(pipeline.add(Commands.TEXT_TO_BYTES.get(pairs.key(i))));
      if (i % DELETED_OF == 0) {
        pipeline.add(Commands.TEXT_TO_BYTES.del(pairs.key(i)));
      }
    }
    pipeline.run();
    for (int i = from; i < to; i++) {
      pairs.checkStored(i, stored.get(i - from).join());
    }
  }

  /** Deletes the keys of pairs, whatever they have for values. */
  void delete(Pairs<?> pairs) {
    String[] keys = pairs.keys();
    for (int from = 0; from < keys.length; from += AT_ONCE) {
      Pipeline pipeline = connection.pipeline();
      for (int i = from; i < Math.min(keys.length, from + AT_ONCE); i++) {
        pipeline.add(Commands.TEXT_TO_BYTES.del(keys[i]));
      }
      pipeline.run();
    }
  }

  @Override
  public void close() {
    connection.close();
    client.close();
  }
}
