package io.rondo.bench.target;

import io.rondo.client.Commands;
import io.rondo.client.Pipeline;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rondo, in any of its loops, drives and wait strategies. */
final class RondoTarget implements Target {
  private static final Commands<String, String> REDIS = Commands.TEXT;

  private final RedisClient client;

  RondoTarget(RedisClient client) {
    this.client = client;
  }

  @Override
  public TargetConnection connect() {
    return new Connection(client.connect());
  }

  @Override
  public CompletionStage<? extends TargetConnection> connectAsync() {
    return client.connectAsync().thenApply(Connection::new);
  }

  @Override
  public void close() {
    client.close();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // failures arrive in the callback as well
  private record Connection(RedisConnection redis) implements TargetConnection {
    @Override
    public String channel() {
      return redis.channelClass().getSimpleName();
    }

    @Override
    public @Nullable String setThenGet(String key, String value) {
      redis.sync().run(REDIS.set(key, value));
      return redis.sync().run(REDIS.get(key));
    }

    @Override
    public @Nullable String pipelinedSetGet(String key, String value) {
      return fetched(filled(redis.pipeline(), key, value).run());
    }

    @Override
    public @Nullable String transactionalSetGet(String key, String value) {
      return fetched(filled(redis.transaction(), key, value).run());
    }

    @Override
    public void set(
        String key, String value, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      redis.async().run(REDIS.set(key, value)).whenComplete(done);
    }

    @Override
    public void get(String key, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      redis.async().run(REDIS.get(key)).whenComplete(done);
    }

    @Override
    public void pipelinedSetGet(
        String key, String value, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      filled(redis.pipeline(), key, value)
          .send()
          .whenComplete((replies, failure) -> deliver(replies, failure, done));
    }

    private static void deliver(
        @Nullable List<? extends @Nullable Object> replies,
        @Nullable Throwable failure,
        BiConsumer<@Nullable String, @Nullable Throwable> done) {
      if (replies == null) {
        done.accept(null, failure);
      } else if (replies.get(0) instanceof RuntimeException refused) {
        done.accept(null, refused);
      } else if (replies.get(1) instanceof RuntimeException refused) {
        done.accept(null, refused);
      } else {
        done.accept((String) replies.get(1), null);
      }
    }

    private static Pipeline filled(Pipeline pipeline, String key, String value) {
      pipeline.add(REDIS.set(key, value));
      pipeline.add(REDIS.get(key));
      return pipeline;
    }

    /** The reply of GET, unless one of the two failed. */
    private static @Nullable String fetched(List<? extends @Nullable Object> replies) {
      if (replies.get(0) instanceof RuntimeException failure) {
        throw failure;
      }
      Object value = replies.get(1);
      if (value instanceof RuntimeException failure) {
        throw failure;
      }
      return (String) value;
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
