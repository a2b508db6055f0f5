package io.rondo.bench.network;

import io.rondo.client.Commands;
import io.rondo.client.Drive;
import io.rondo.client.Pipeline;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisOptions;
import io.rondo.client.Transport;
import java.util.Arrays;

/** A blocking client that times PINGs, one by one and in pipelines. */
final class Pinger implements AutoCloseable {
  private static final int BATCH = 1_000;

  private final RedisClient client;
  private final RedisConnection redis;
  private long[] nanos = new long[1_024];
  private int pings;
  private long batches;
  private long batchNanos;

  @SuppressWarnings("resource") // closed with this object
  Pinger(String uri) {
    client =
        RedisClient.create(
            RedisOptions.parse(uri).withTransport(Transport.NIO).withDrive(Drive.CALLER));
    redis = client.connect();
  }

  void ping() {
    long start = System.nanoTime();
    redis.sync().run(Commands.TEXT.ping());
    long time = System.nanoTime() - start;
    if (pings == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * pings);
    }
    nanos[pings++] = time;
  }

  void pipeline() {
    long start = System.nanoTime();
    Pipeline pipeline = redis.pipeline();
    for (int i = 0; i < BATCH; i++) {
      pipeline.add(Commands.TEXT.ping());
    }
    pipeline.run();
    batchNanos += System.nanoTime() - start;
    batches++;
  }

  /** Forgets what was timed. */
  void reset() {
    pings = 0;
    batches = 0;
    batchNanos = 0;
  }

  int pings() {
    return pings;
  }

  double medianMicros() {
    long[] sorted = Arrays.copyOf(nanos, pings);
    Arrays.sort(sorted);
    return sorted[pings / 2] / 1_000.0;
  }

  double perSecond() {
    return batches * BATCH * 1e9 / batchNanos;
  }

  @Override
  public void close() {
    redis.close();
    client.close();
  }
}
