package io.rondo.bench.target;

import static glide.api.models.GlideString.gs;

import glide.api.GlideClient;
import glide.api.logging.Logger;
import glide.api.models.Batch;
import glide.api.models.GlideString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Valkey GLIDE: one connection in a native library, batches by {@code Batch}. */
record GlideTarget(TargetSettings settings) implements Target {
  @Override
  public TargetConnection<String> connect() {
    GlideClient client = open();
    return new Connection<>(client, client::set, client::get, () -> new Batch(false), key -> key, v -> v, v -> (String) v);
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    GlideClient client = open();
    return new Connection<>(
        client,
        (key, value) -> client.set(gs(key), gs(value)),
        key -> client.get(gs(key)).thenApply(GlideTarget::bytes),
        () -> new Batch(false).withBinaryOutput(),
        GlideString::gs,
        GlideString::gs,
        GlideTarget::bytes);
  }

  private GlideClient open() {
    Logger.setLoggerConfig(Logger.Level.OFF);
    return GlideClient.createClient(GlideSettings.of(settings)).join();
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    return value == null ? null : ((GlideString) value).getBytes();
  }

  @Override
  public void close() {}

  private record Connection<V>(
      GlideClient client,
      BiFunction<String, V, CompletableFuture<String>> set,
      Function<String, CompletableFuture<V>> get,
      Supplier<Batch> form,
      Function<String, Object> key,
      Function<V, Object> argument,
      Function<@Nullable Object, @Nullable V> read)
      implements TargetConnection<V> {
    @Override
    public String channel() {
      return "glide-core (Rust, tokio)";
    }

    @Override
    public @Nullable V setThenGet(String name, V value) {
      set.apply(name, value).join();
      return get.apply(name).join();
    }

    private CompletableFuture<@Nullable V> pair(String name, V value) {
      Batch batch = form.get();
      batch.set(key.apply(name), argument.apply(value)).get(key.apply(name));
      return client.exec(batch, true).thenApply(replies -> read.apply(replies[1]));
    }

    @Override
    public @Nullable V pipelinedSetGet(String name, V value) {
      return pair(name, value).join();
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      Batch batch = new Batch(false);
      for (int i = from; i < to; i++) {
        batch.set(key.apply(keys[i]), argument.apply(values[i]));
      }
      client.exec(batch, true).join();
    }

    @Override
    public void set(String name, V value, BiConsumer<@Nullable Object, @Nullable Throwable> done) {
      set.apply(name, value).whenComplete(done);
    }

    @Override
    public void get(String name, BiConsumer<@Nullable V, @Nullable Throwable> done) {
      get.apply(name).whenComplete(done);
    }

    @Override
    public void pipelinedSetGet(
        String name, V value, BiConsumer<@Nullable V, @Nullable Throwable> done) {
      pair(name, value).whenComplete(done);
    }

    @Override
    public void close() {
      try {
        client.close();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
