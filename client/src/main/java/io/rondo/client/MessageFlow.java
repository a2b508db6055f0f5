package io.rondo.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands items to all its subscribers, each item to all at once, and only when all have asked for
 * one: it keeps none itself. Who has an item and finds this not ready keeps it, and is told when to
 * try again.
 *
 * <p>{@link #publish} is for one thread at a time, and so is what it calls. Subscribers may come,
 * go and ask on any thread.
 *
 * @see <a href="https://www.reactive-streams.org/">Reactive Streams</a>
 */
final class MessageFlow<T> implements Flow.Publisher<T> {
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Runnable onDemand;

  /** An item was refused; cleared by whoever says that there may be demand now. */
  private final AtomicBoolean refused = new AtomicBoolean();

  private volatile @Nullable Consumer<Flow.Subscriber<? super T>> end;

  /**
   * A flow without subscribers, which takes any number of items.
   *
   * @param onDemand called, on any thread, when a refused item should be tried again
   */
  MessageFlow(Runnable onDemand) {
    this.onDemand = onDemand;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Subscription subscription = new Subscription(subscriber);
    subscriber.onSubscribe(subscription); // It gets nothing before it has returned.
    subscriptions.add(subscription);
    if (subscription.over.get()) {
      subscription.cancel(); // It was meanwhile; and an item may have been refused for its sake.
    }
    Consumer<Flow.Subscriber<? super T>> ended = end;
    if (ended != null) {
      subscription.end(ended);
    }
  }

  /** Whether all have asked for an item; if not, {@code onDemand} will be called when they may. */
  boolean isReady() {
    if (isDemanded()) {
      return true;
    }
    refused.set(true);
    if (!isDemanded()) {
      return false;
    }
    refused.set(false); // Somebody has asked in between.
    return true;
  }

  /** Hands {@code item} to all; {@link #isReady} has said yes. */
  void publish(T item) {
    for (Subscription subscription : subscriptions) {
      subscription.next(item);
    }
  }

  private boolean isDemanded() {
    for (Subscription subscription : subscriptions) {
      if (subscription.demand.get() == 0) {
        return false;
      }
    }
    return true;
  }

  private void demanded() {
    if (refused.compareAndSet(true, false)) {
      onDemand.run();
    }
  }

  /** No item comes any more, from now on: because of {@code cause}, if that is not null. */
  void end(@Nullable Throwable cause) {
    Consumer<Flow.Subscriber<? super T>> how =
        cause == null ? Flow.Subscriber::onComplete : subscriber -> subscriber.onError(cause);
    end = how;
    subscriptions.forEach(subscription -> subscription.end(how));
  }

  /** What a subscriber throws is its own affair, but not to be hidden. */
  static void guarded(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      report(e);
    }
  }

  private static void report(Throwable e) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
  }

  private final class Subscription implements Flow.Subscription {
    private final Flow.Subscriber<? super T> subscriber;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    Subscription(Flow.Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    void next(T item) {
      if (over.get() || demand.get() == 0) {
        return; // It came after demand was looked at.
      }
      demand.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1);
      try {
        subscriber.onNext(item);
      } catch (Throwable e) {
        cancel();
        report(e);
      }
    }

    void end(Consumer<Flow.Subscriber<? super T>> how) {
      if (over.compareAndSet(false, true)) {
        subscriptions.remove(this);
        guarded(() -> how.accept(subscriber));
      }
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        end(
            s ->
                s.onError(
                    new IllegalArgumentException("request is " + n + ": ask for at least 1")));
      } else {
        demand.accumulateAndGet(n, (has, more) -> has + more < 0 ? Long.MAX_VALUE : has + more);
      }
      demanded();
    }

    @Override
    public void cancel() {
      over.set(true);
      subscriptions.remove(this);
      demanded();
    }
  }
}
