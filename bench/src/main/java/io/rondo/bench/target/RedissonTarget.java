package io.rondo.bench.target;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.TransportMode;

/** Redisson: buckets on Netty, a pool of connections behind them. */
record RedissonTarget(TargetSettings settings) implements Target {
  @Override
  public TargetConnection<String> connect() {
    return open(StringCodec.INSTANCE);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return open(ByteArrayCodec.INSTANCE);
  }

  private <V> TargetConnection<V> open(Codec codec) {
    Address address = Address.of(settings.uri());
    SeenChannel channel = new SeenChannel();
    Config config = new Config();
    config.setTransportMode(TransportMode.valueOf(settings.loop().toUpperCase(Locale.ROOT)));
    config.setNettyHook(channel).setCodec(codec);
    config.setUsername(address.user()).setPassword(address.password());
    SingleServerConfig server = config.useSingleServer().setAddress(address.server());
    server.setDatabase(address.database());
    if (!settings.pooled()) {
      server.setConnectionPoolSize(1).setConnectionMinimumIdleSize(1);
    }
    return new Connection<>(Redisson.create(config), channel.name());
  }

  private record Connection<V>(RedissonClient redis, String channel)
      implements TargetConnection<V> {
    @Override
    public @Nullable V setThenGet(String key, V value) {
      RBucket<V> bucket = redis.getBucket(key);
      bucket.set(value);
      return bucket.get();
    }

    private RBatch pair(String key, V value) {
      RBatch batch = redis.createBatch();
      batch.<V>getBucket(key).setAsync(value);
      batch.<V>getBucket(key).getAsync();
      return batch;
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      return Replies.last(pair(key, value).execute().getResponses());
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      RBatch batch = redis.createBatch();
      for (int i = from; i < to; i++) {
        batch.<V>getBucket(keys[i]).setAsync(values[i]);
      }
      batch.execute();
    }

    @Override
    public void set(String key, V value, Done<Object> done) {
      redis.<V>getBucket(key).setAsync(value).whenComplete(done);
    }

    @Override
    public void get(String key, Done<V> done) {
      redis.<V>getBucket(key).getAsync().whenComplete(done);
    }

    @Override
    public void pipelinedSetGet(String key, V value, Done<V> done) {
      RFuture<BatchResult<?>> sent = pair(key, value).executeAsync();
      sent.whenComplete(
          (all, e) -> Replies.deliverLast(e == null ? all.getResponses() : null, e, done));
    }

    @Override
    public void close() {
      redis.shutdown();
    }
  }
}
