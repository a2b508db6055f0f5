package io.rondo.bench.scenario;

import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetConnection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store in memory behind the target interface; callbacks run on the executor of the test. */
class FakeTarget implements Target {
  final Map<String, String> store = new ConcurrentHashMap<>();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger stores = new AtomicInteger();
  private final Executor completions;

  FakeTarget(Executor completions) {
    this.completions = completions;
  }

  /** What GET returns; tests override it to be wrong. */
  @Nullable String fetch(String key) {
    return store.get(key);
  }

  void store(String key, String value) {
    stores.incrementAndGet();
    store.put(key, value);
  }

  @Override
  public TargetConnection connect() {
    opened.incrementAndGet();
    return new Connection();
  }

  @Override
  public CompletionStage<? extends TargetConnection> connectAsync() {
    return CompletableFuture.supplyAsync(this::connect, completions);
  }

  @Override
  public void close() {}

  private final class Connection implements TargetConnection {
    @Override
    public String channel() {
      return "Fake";
    }

    @Override
    public @Nullable String setThenGet(String key, String value) {
      store(key, value);
      return fetch(key);
    }

    @Override
    public @Nullable String pipelinedSetGet(String key, String value) {
      return setThenGet(key, value);
    }

    @Override
    public @Nullable String transactionalSetGet(String key, String value) {
      return setThenGet(key, value);
    }

    @Override
    public void set(
        String key, String value, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      completions.execute(
          () -> {
            store(key, value);
            done.accept("OK", null);
          });
    }

    @Override
    public void get(String key, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      completions.execute(() -> done.accept(fetch(key), null));
    }

    @Override
    public void pipelinedSetGet(
        String key, String value, BiConsumer<@Nullable String, @Nullable Throwable> done) {
      completions.execute(() -> done.accept(setThenGet(key, value), null));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
