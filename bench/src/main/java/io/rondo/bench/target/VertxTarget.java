package io.rondo.bench.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The Redis client of Vert.x: one connection on Netty, batches by {@code batch()}. */
record VertxTarget(Vertx vertx, Redis client) implements Target {
  @Override
  public TargetConnection<String> connect() {
    return open(Request::arg, Response::toString);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return open(Request::arg, Response::toBytes);
  }

  private <V> TargetConnection<V> open(BiConsumer<Request, V> add, Function<Response, V> read) {
    return new Connection<>(VertxSettings.transportOf(vertx), joined(client.connect()), add, read);
  }

  @Override
  public void close() {
    joined(vertx.close());
  }

  private static <T> T joined(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private record Connection<V>(
      String channel, RedisConnection redis, BiConsumer<Request, V> add, Function<Response, V> read)
      implements TargetConnection<V> {
    private Request set(String key, V value) {
      Request request = Request.cmd(Command.SET).arg(key);
      add.accept(request, value);
      return request;
    }

    private static Request get(String key) {
      return Request.cmd(Command.GET).arg(key);
    }

    private List<Request> pair(String key, V value) {
      return List.of(set(key, value), get(key));
    }

    @Override
    public @Nullable V setThenGet(String key, V value) {
      joined(redis.send(set(key, value)));
      return read.apply(joined(redis.send(get(key))));
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      return read.apply(joined(redis.batch(pair(key, value))).get(1));
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      joined(
          redis.batch(IntStream.range(from, to).mapToObj(i -> set(keys[i], values[i])).toList()));
    }

    @Override
    public void set(String key, V value, Done<Object> done) {
      redis.send(set(key, value)).onComplete(done::accept);
    }

    @Override
    public void get(String key, Done<V> done) {
      redis
          .send(get(key))
          .onComplete((reply, e) -> done.accept(reply == null ? null : read.apply(reply), e));
    }

    @Override
    public void pipelinedSetGet(String key, V value, Done<V> done) {
      Future<List<Response>> sent = redis.batch(pair(key, value));
      sent.onComplete((all, e) -> done.accept(e == null ? read.apply(all.get(1)) : null, e));
    }

    @Override
    public void close() {
      joined(redis.close());
    }
  }
}
