package io.rondo.bench.target;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.Pipeline;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rondo, in any of its loops, drives and wait strategies. */
record RondoTarget(RedisClient client) implements Target {
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

  private record Connection(RedisConnection redis) implements TargetConnection {
    @Override
    public String channel() {
      return redis.channelClass().getSimpleName();
    }

    @Override
    public @Nullable String setThenGet(String key, String value) {
      redis.sync().run(TEXT.set(key, value));
      return redis.sync().run(TEXT.get(key));
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
      redis.async().run(TEXT.set(key, value)).whenComplete(done);
    }

    @Override
    public void get(String key, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      redis.async().run(TEXT.get(key)).whenComplete(done);
    }

    @Override
    public void pipelinedSetGet(
        String key, String value, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      filled(redis.pipeline(), key, value)
          .send()
          .whenComplete(
              (replies, failure) ->
                  done.accept(
                      replies != null && replies.get(1) instanceof String fetched ? fetched : null,
                      replies == null ? failure : refusal(replies)));
    }

    private static Pipeline filled(Pipeline pipeline, String key, String value) {
      pipeline.add(TEXT.set(key, value));
      pipeline.add(TEXT.get(key));
      return pipeline;
    }

    private static @Nullable String fetched(List<? extends @Nullable Object> replies) {
      RuntimeException refusal = refusal(replies);
      if (refusal != null) {
        throw refusal;
      }
      return (String) replies.get(1);
    }

    /** The error reply of SET or of GET. */
    private static @Nullable RuntimeException refusal(List<? extends @Nullable Object> replies) {
      Object refused = replies.get(0) instanceof RuntimeException ? replies.get(0) : replies.get(1);
      return refused instanceof RuntimeException refusal ? refusal : null;
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
