package io.rondo.bench.target;

import io.rondo.client.Commands;
import io.rondo.client.Pipeline;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Rondo, in any of its loops, drives and wait strategies. */
record RondoTarget(RedisClient client) implements Target {
  @Override
  public TargetConnection<String> connect() {
    return over(client.connect(), Commands.TEXT);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return over(client.connect(), Commands.TEXT_TO_BYTES);
  }

  @Override
  public CompletionStage<? extends TargetConnection<String>> connectAsync() {
    return client.connectAsync().thenApply(redis -> over(redis, Commands.TEXT));
  }

  static <V> TargetConnection<V> over(RedisConnection redis, Commands<String, V> commands) {
    return new Connection<>(redis, commands);
  }

  @Override
  public void close() {
    client.close();
  }

  private record Connection<V>(RedisConnection redis, Commands<String, V> commands)
      implements TargetConnection<V> {
    @Override
    public String channel() {
      return redis.channelClass().getSimpleName();
    }

    @Override
    public @Nullable V setThenGet(String key, V value) {
      redis.sync().run(commands.set(key, value));
      return redis.sync().run(commands.get(key));
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      return Replies.last(filled(redis.pipeline(), key, value).run());
    }

    @Override
    public @Nullable V transactionalSetGet(String key, V value) {
      return Replies.last(filled(redis.transaction(), key, value).run());
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      Pipeline batch = redis.pipeline();
      for (int i = from; i < to; i++) {
        batch.add(commands.set(keys[i], values[i]));
      }
      Replies.last(batch.run());
    }

    @Override
    public void set(String key, V value, Done<Object> done) {
      redis.async().run(commands.set(key, value)).whenComplete(done);
    }

    @Override
    public void get(String key, Done<V> done) {
      redis.async().run(commands.get(key)).whenComplete(done);
    }

    @Override
    public void pipelinedSetGet(String key, V value, Done<V> done) {
      filled(redis.pipeline(), key, value)
          .send()
          .whenComplete((replies, failure) -> Replies.deliverLast(replies, failure, done));
    }

    private Pipeline filled(Pipeline pipeline, String key, V value) {
      pipeline.add(commands.set(key, value));
      pipeline.add(commands.get(key));
      return pipeline;
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
