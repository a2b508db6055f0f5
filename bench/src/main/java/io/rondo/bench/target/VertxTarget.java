package io.rondo.bench.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Redis client of Vert.x: one connection on Netty, batches by {@code batch()}. */
final class VertxTarget implements Target {
  private static final int WAITING = 1 << 20;

  private final Vertx vertx;
  private final Redis client;

  VertxTarget(TargetSettings settings) {
    Transport transport =
        settings.loop().equals("nio") ? Transport.NIO : Transport.nativeTransport();
    vertx = Vertx.builder().withTransport(transport).build();
    RedisOptions options = new RedisOptions().setConnectionString(settings.uri());
    client = Redis.createClient(vertx, options.setMaxWaitingHandlers(WAITING));
  }

  @Override
  public TargetConnection<String> connect() {
    return new Connection<>(this, wait(client.connect()), Request::arg, Response::toString);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return new Connection<>(this, wait(client.connect()), Request::arg, Response::toBytes);
  }

  @Override
  public void close() {
    wait(vertx.close());
  }

  private static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private record Connection<V>(
      VertxTarget target, RedisConnection redis, BiConsumer<Request, V> add, Function<Response, V> read)
      implements TargetConnection<V> {
    @Override
    public String channel() {
      return ((VertxInternal) target.vertx).transport().getClass().getSimpleName();
    }

    private Request set(String key, V value) {
      Request request = Request.cmd(Command.SET).arg(key);
      add.accept(request, value);
      return request;
    }

    private static Request get(String key) {
      return Request.cmd(Command.GET).arg(key);
    }

    private @Nullable V value(@Nullable Response response) {
      return response == null ? null : read.apply(response);
    }

    @Override
    public @Nullable V setThenGet(String key, V value) {
      wait(redis.send(set(key, value)));
      return value(wait(redis.send(get(key))));
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      return value(wait(redis.batch(List.of(set(key, value), get(key)))).get(1));
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      List<Request> batch = new ArrayList<>(to - from);
      for (int i = from; i < to; i++) {
        batch.add(set(keys[i], values[i]));
      }
      wait(redis.batch(batch));
    }

    @Override
    public void set(String key, V value, BiConsumer<@Nullable Object, @Nullable Throwable> done) {
      redis.send(set(key, value)).onComplete(done::accept);
    }

    @Override
    public void get(String key, BiConsumer<@Nullable V, @Nullable Throwable> done) {
      redis.send(get(key)).onComplete((reply, failure) -> done.accept(value(reply), failure));
    }

    @Override
    public void pipelinedSetGet(
        String key, V value, BiConsumer<@Nullable V, @Nullable Throwable> done) {
      redis
          .batch(List.of(set(key, value), get(key)))
          .onComplete(
              (all, failure) -> done.accept(all == null ? null : value(all.get(1)), failure));
    }

    @Override
    public void close() {
      wait(redis.close());
    }
  }
}
