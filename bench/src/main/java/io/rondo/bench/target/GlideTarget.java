package io.rondo.bench.target;

import static glide.api.models.GlideString.gs;

import glide.api.GlideClient;
import glide.api.models.Batch;
import glide.api.models.GlideString;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Valkey GLIDE: one connection in a native library, batches by {@code Batch}. */
record GlideTarget(TargetSettings settings) implements Target {
  @Override
  public TargetConnection<String> connect() {
    GlideClient client = GlideSettings.connect(settings);
    return new Connection<>(
        client, client::set, client::get, () -> new Batch(false), text -> text, v -> (String) v);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    GlideClient client = GlideSettings.connect(settings);
    return new Connection<>(
        client,
        (key, value) -> client.set(gs(key), gs(value)),
        key -> client.get(gs(key)).thenApply(GlideTarget::bytes),
        () -> new Batch(false).withBinaryOutput(),
        GlideString::of,
        GlideTarget::bytes);
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    return value == null ? null : ((GlideString) value).getBytes();
  }

  private record Connection<V>(
      GlideClient client,
      BiFunction<String, V, CompletableFuture<String>> set,
      Function<String, CompletableFuture<V>> get,
      Supplier<Batch> newBatch,
      UnaryOperator<Object> argument,
      Function<@Nullable Object, @Nullable V> read)
      implements TargetConnection<V> {
    @Override
    public String channel() {
      return "glide-core (Rust, tokio)";
    }

    @Override
    public @Nullable V setThenGet(String key, V value) {
      set.apply(key, value).join();
      return get.apply(key).join();
    }

    private CompletableFuture<@Nullable V> pair(String key, V value) {
      Batch batch = newBatch.get();
      batch.set(argument.apply(key), argument.apply(value)).get(argument.apply(key));
      return client.exec(batch, true).thenApply(replies -> read.apply(replies[1]));
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      return pair(key, value).join();
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      Batch batch = newBatch.get();
      for (int i = from; i < to; i++) {
        batch.set(argument.apply(keys[i]), argument.apply(values[i]));
      }
      client.exec(batch, true).join();
    }

    @Override
    public void set(String key, V value, Done<Object> done) {
      set.apply(key, value).whenComplete(done);
    }

    @Override
    public void get(String key, Done<V> done) {
      get.apply(key).whenComplete(done);
    }

    @Override
    public void pipelinedSetGet(String key, V value, Done<V> done) {
      pair(key, value).whenComplete(done);
    }

    @Override
    public void close() {
      GlideSettings.close(client);
    }
  }
}
