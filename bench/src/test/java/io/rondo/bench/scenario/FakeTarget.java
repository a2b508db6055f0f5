package io.rondo.bench.scenario;

import io.rondo.bench.target.Target;
import io.rondo.bench.target.TargetConnection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
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
  public TargetConnection<String> connect() {
    opened.incrementAndGet();
    return new Connection();
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    throw new UnsupportedOperationException("this store has text only");
  }

  @Override
  public CompletionStage<? extends TargetConnection<String>> connectAsync() {
    return CompletableFuture.supplyAsync(this::connect, completions);
  }

  @Override
  public void close() {}

  private final class Connection implements TargetConnection<String> {
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
    public void setAll(String[] keys, String[] values, int from, int to) {
      for (int i = from; i < to; i++) {
        store(keys[i], values[i]);
      }
    }

    @Override
    public void set(String key, String value, Done<Object> done) {
      completions.execute(
          () -> {
            store(key, value);
            done.accept("OK", null);
          });
    }

    @Override
    public void get(String key, Done<String> done) {
      completions.execute(() -> done.accept(fetch(key), null));
    }

    @Override
    public void pipelinedSetGet(String key, String value, Done<String> done) {
      completions.execute(() -> done.accept(setThenGet(key, value), null));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
