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
  private static final int DELETED_OF = 16;

  private final RedisClient client;
  private final RedisConnection connection;
  private int deletions;

  public ReadBack(String uri) {
    this(uri, Transport.NIO);
  }

  /**
   * @param transport what it runs on: where the client under measurement is this one too, that of
   *     it, so that code which was compiled for one kind of loop does not meet another
   */
  @SuppressWarnings("resource") // closed with this object
  public ReadBack(String uri, Transport transport) {
    client =
        RedisClient.create(
            RedisOptions.parse(uri).withTransport(transport).withDrive(Drive.CALLER));
    connection = client.connect();
  }

  /** Compares the first values with what the server has. */
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
    }
    pipeline.run();
    for (int i = from; i < to; i++) {
      pairs.checkStored(i, stored.get(i - from).join());
    }
  }

  /** Deletes some of the keys of pairs, others each time. */
  void deleteSome(Pairs<?> pairs) {
    delete(pairs.keys(), deletions++ % DELETED_OF, DELETED_OF);
  }

  /** Deletes the keys of pairs, whatever they have for values. */
  void delete(Pairs<?> pairs) {
    delete(pairs.keys(), 0, 1);
  }

  private void delete(String[] keys, int first, int step) {
    for (int from = first; from < keys.length; from += AT_ONCE * step) {
      String[] some = new String[Math.min(AT_ONCE, (keys.length - from + step - 1) / step)];
      for (int i = 0; i < some.length; i++) {
        some[i] = keys[from + i * step];
      }
      connection.sync().run(Commands.TEXT_TO_BYTES.del(some));
    }
  }

  @Override
  public void close() {
    connection.close();
    client.close();
  }
}
