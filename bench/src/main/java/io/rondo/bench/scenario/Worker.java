package io.rondo.bench.scenario;

import io.rondo.bench.target.TargetConnection;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A chain of pairs in which each completion submits the next command. It allocates nothing per
 * step: the two callbacks are made once.
 *
 * <p>A client may complete a command before the call that submitted it returns, on the same thread
 * or on another. So completions do not submit by themselves, which would nest deeper with every
 * pair, but count a turn; whoever raises the count from zero takes turns until there is none left.
 * The count also orders the plain fields between the threads that take turns.
 */
final class Worker<V> {
  private final Pairs<V> pairs;
  private final int end;
  private final boolean pipelined;
  private final Finish finish;
  private final AtomicInteger turns = new AtomicInteger();
  private final TargetConnection.Done<Object> onSet = this::stored;
  private final TargetConnection.Done<V> onGet = this::fetched;
  private volatile @Nullable TargetConnection<V> connection;
  private int index;
  private boolean stored;
  private long begun;

  Worker(Pairs<V> pairs, int first, int count, boolean pipelined, Finish finish) {
    this.pairs = pairs;
    this.index = first;
    this.end = first + count;
    this.pipelined = pipelined;
    this.finish = finish;
  }

  void begin(TargetConnection<V> opened) {
    connection = opened;
    begun = System.nanoTime();
    takeTurns();
  }

  void fail(Throwable failure) {
    finish.failed(failure);
  }

  void close() {
    TargetConnection<V> opened = connection;
    if (opened != null) {
      opened.close();
    }
  }

  private void takeTurns() {
    if (turns.getAndIncrement() == 0) {
      do {
        submit();
      } while (turns.decrementAndGet() != 0);
    }
  }

  private void submit() {
    TargetConnection<V> redis = connection;
    if (redis == null || finish.isOver()) {
      return;
    }
    try {
      if (pipelined) {
        redis.pipelinedSetGet(pairs.key(index), pairs.value(index), onGet);
      } else if (stored) {
        redis.get(pairs.key(index), onGet);
      } else {
        redis.set(pairs.key(index), pairs.value(index), onSet);
      }
    } catch (RuntimeException e) {
      finish.failed(e);
    }
  }

  private void stored(@Nullable Object ignored, @Nullable Throwable failure) {
    if (failure != null) {
      finish.failed(failure);
      return;
    }
    stored = true;
    takeTurns();
  }

  private void fetched(@Nullable V value, @Nullable Throwable failure) {
    if (failure != null) {
      finish.failed(failure);
      return;
    }
    try {
      pairs.fetched(index, value);
    } catch (WrongReplyException e) {
      finish.failed(e);
      return;
    }
    long now = System.nanoTime();
    pairs.latency(index, now - begun);
    begun = now;
    stored = false;
    index++;
    if (index == end) {
      finish.arrived();
    } else {
      takeTurns();
    }
  }
}
