package io.rondo.client.support;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that keeps what it is told, and notices calls that overlap or come after the end.
 */
public final class Recorder<E> implements Flow.Subscriber<E> {
  private final Queue<E> elements = new ConcurrentLinkedQueue<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final Consumer<Flow.Subscription> onNext;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable Throwable error;
  private volatile boolean ended;

  /** One that only keeps. */
  public Recorder() {
    this(subscription -> {});
  }

  /**
   * @param onNext run for each element
   */
  public Recorder(Consumer<Flow.Subscription> onNext) {
    this.onNext = onNext;
  }

  private void told(String what, Runnable action) {
    if (inside.incrementAndGet() != 1) {
      violations.add(what + " while another call goes on");
    }
    if (ended) {
      violations.add(what + " after the end");
    }
    if ((subscription == null) != what.equals("onSubscribe")) {
      violations.add(what + " out of order");
    }
    try {
      action.run();
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    told("onSubscribe", () -> subscription = newSubscription);
  }

  @Override
  public void onNext(E element) {
    told(
        "onNext",
        () -> {
          elements.add(element);
          onNext.accept(subscription());
        });
  }

  @Override
  public void onError(Throwable cause) {
    told("onError", () -> error = cause);
    ended = true;
  }

  @Override
  public void onComplete() {
    told("onComplete", () -> {});
    ended = true;
  }

  /** The subscription, of which there must be one. */
  public Flow.Subscription subscription() {
    return Objects.requireNonNull(subscription, "onSubscribe was not called");
  }

  /** What came, in order. */
  public Queue<E> elements() {
    return elements;
  }

  /** Whether an error or the end has come. */
  public boolean hasEnded() {
    return ended;
  }

  /** The error that has come, or {@code null}. */
  public @Nullable Throwable error() {
    return error;
  }

  /** Calls that break the rules of {@link Flow}. */
  public Queue<String> violations() {
    return violations;
  }
}
