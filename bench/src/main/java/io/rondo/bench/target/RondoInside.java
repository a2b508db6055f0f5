package io.rondo.bench.target;

import io.rondo.client.Commands;
import io.rondo.client.ConnectionStats;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisOptions;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** Rondo like any other client, with a look at what its connections count. */
public final class RondoInside implements Target {
  private final RedisClient client;
  private final Queue<RedisConnection> opened = new ConcurrentLinkedQueue<>();
  private long answered;
  private long flushes;
  private long wakeUps;
  private long reads;

  private RondoInside(RedisClient client) {
    this.client = client;
  }

  /**
   * Opens the client.
   *
   * @param more what is set beside what a cell says
   */
  public static RondoInside open(TargetSettings settings, UnaryOperator<RedisOptions> more) {
    return new RondoInside(Targets.rondo(settings, more));
  }

  private RedisConnection kept(RedisConnection redis) {
    opened.add(redis);
    return redis;
  }

  @Override
  public TargetConnection<String> connect() {
    return RondoTarget.over(kept(client.connect()), Commands.TEXT);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return RondoTarget.over(kept(client.connect()), Commands.TEXT_TO_BYTES);
  }

  @Override
  public CompletionStage<? extends TargetConnection<String>> connectAsync() {
    return client.connectAsync().thenApply(redis -> RondoTarget.over(kept(redis), Commands.TEXT));
  }

  /**
   * What has passed over all connections so far.
   *
   * @param answered commands
   */
  public record Counts(long answered, long flushes, long wakeUps, long reads) {
    /** What has passed since. */
    public Counts since(Counts before) {
      return new Counts(
          answered - before.answered,
          flushes - before.flushes,
          wakeUps - before.wakeUps,
          reads - before.reads);
    }
  }

  /** Of one thread. */
  public Counts counts() {
    Counts open = new Counts(0, 0, 0, 0);
    for (Iterator<RedisConnection> all = opened.iterator(); all.hasNext(); ) {
      RedisConnection redis = all.next();
      ConnectionStats stats = redis.stats();
      if (redis.isOpen()) {
        open =
            new Counts(
                open.answered + stats.answered(),
                open.flushes + stats.flushes(),
                open.wakeUps + stats.wakeUps(),
                open.reads + stats.reads());
      } else {
        all.remove();
        answered += stats.answered();
        flushes += stats.flushes();
        wakeUps += stats.wakeUps();
        reads += stats.reads();
      }
    }
    return new Counts(
        open.answered + answered,
        open.flushes + flushes,
        open.wakeUps + wakeUps,
        open.reads + reads);
  }

  @Override
  public void close() {
    client.close();
  }
}
