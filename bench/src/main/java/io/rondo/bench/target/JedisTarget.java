package io.rondo.bench.target;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.PipeliningBase;
import redis.clients.jedis.Response;

/** Jedis: a blocking socket, used by one thread at a time. */
final class JedisTarget implements Target {
  private interface Set<J, V> {
    @Nullable Object on(J jedis, String key, V value);
  }

  private interface Get<J, R> {
    R on(J jedis, String key);
  }

  private final URI uri;

  JedisTarget(TargetSettings settings) {
    this.uri = URI.create(settings.uri());
  }

  @Override
  public TargetConnection<String> connect() {
    return new Connection<>(
        new Jedis(uri), Jedis::set, Jedis::get, PipeliningBase::set, PipeliningBase::get);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return new Connection<>(
        new Jedis(uri),
        (jedis, key, value) -> jedis.set(utf8(key), value),
        (jedis, key) -> jedis.get(utf8(key)),
        (pipeline, key, value) -> pipeline.set(utf8(key), value),
        (pipeline, key) -> pipeline.get(utf8(key)));
  }

  private static byte[] utf8(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private record Connection<V>(
      Jedis jedis,
      Set<Jedis, V> set,
      Get<Jedis, @Nullable V> get,
      Set<PipeliningBase, V> addSet,
      Get<PipeliningBase, ?> addGet)
      implements TargetConnection<V> {
    @Override
    public String channel() {
      return "java.net.Socket";
    }

    @Override
    public @Nullable V setThenGet(String key, V value) {
      set.on(jedis, key, value);
      return get.on(jedis, key);
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      Pipeline pipeline = jedis.pipelined();
      addSet.on(pipeline, key, value);
      addGet.on(pipeline, key);
      return Replies.last(pipeline.syncAndReturnAll());
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      Pipeline pipeline = jedis.pipelined();
      @Nullable Object last = null;
      for (int i = from; i < to; i++) {
        last = addSet.on(pipeline, keys[i], values[i]);
      }
      pipeline.sync();
      if (last instanceof Response<?> reply) {
        reply.get(); // Throws what the server has refused.
      }
    }

    @Override
    public void close() {
      jedis.close();
    }
  }
}
