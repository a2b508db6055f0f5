package io.rondo.bench.target;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lettuce: one connection on Netty; batches are flushed by hand. */
final class LettuceTarget implements Target {
  private final SeenChannel channel = new SeenChannel();
  private final ClientResources resources;
  private final RedisClient client;

  LettuceTarget(TargetSettings settings) {
    resources = ClientResources.builder().nettyCustomizer(channel).build();
    client = RedisClient.create(resources, settings.uri());
  }

  @Override
  public TargetConnection<String> connect() {
    return new Connection<>(client.connect(StringCodec.UTF8), channel.name());
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return new Connection<>(
        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)), channel.name());
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private record Connection<V>(StatefulRedisConnection<String, V> redis, String channel)
      implements TargetConnection<V> {
    @Override
    public @Nullable V setThenGet(String key, V value) {
      redis.sync().set(key, value);
      return redis.sync().get(key);
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      redis.setAutoFlushCommands(false);
      RedisFuture<String> stored = redis.async().set(key, value);
      RedisFuture<V> fetched = redis.async().get(key);
      flush();
      return Replies.ofPair(stored.toCompletableFuture(), fetched.toCompletableFuture());
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      redis.setAutoFlushCommands(false);
      CompletableFuture<?>[] stored = new CompletableFuture<?>[to - from];
      for (int i = from; i < to; i++) {
        stored[i - from] = redis.async().set(keys[i], values[i]).toCompletableFuture();
      }
      flush();
      CompletableFuture.allOf(stored).join();
    }

    private void flush() {
      redis.flushCommands();
      redis.setAutoFlushCommands(true);
    }

    @Override
    public void set(String key, V value, Done<Object> done) {
      redis.async().set(key, value).whenComplete(done);
    }

    @Override
    public void get(String key, Done<V> done) {
      redis.async().get(key).whenComplete(done);
    }

    @Override // Whether to flush is the connection's, not a thread's: a GET could overtake its SET.
    public synchronized void pipelinedSetGet(String key, V value, Done<V> done) {
      redis.setAutoFlushCommands(false);
      RedisFuture<String> stored = redis.async().set(key, value);
      RedisFuture<V> fetched = redis.async().get(key);
      flush();
      Replies.deliverPair(stored.toCompletableFuture(), fetched.toCompletableFuture(), done);
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
