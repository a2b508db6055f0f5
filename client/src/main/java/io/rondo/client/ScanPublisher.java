package io.rondo.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scan as a publisher: each subscription is a scan of its own, which has one page in flight at
 * most, and asks for a page only when there is demand and the one before is used up.
 */
final class ScanPublisher<E> implements Flow.Publisher<E> {
  private final RedisAsync async;
  private final Function<String, Command<ScanPage<E>>> pages;

  ScanPublisher(RedisAsync async, Function<String, Command<ScanPage<E>>> pages) {
    this.async = async;
    this.pages = pages;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super E> subscriber) {
    Visit visit = new Visit(Objects.requireNonNull(subscriber, "subscriber"));
    subscriber.onSubscribe(visit);
    visit.goOn();
  }

  /**
   * One subscription. Whoever has news (demand, a page, a cancel) counts it in {@link #news}; who
   * raises that from zero does the work, until there is no more news. So the subscriber is called
   * by one thread at a time and never from within itself, and all that is not atomic here belongs
   * to the worker.
   */
  private final class Visit implements Flow.Subscription {
    private final Flow.Subscriber<? super E> subscriber;

    /** Begins at one: nothing is worked on until {@code onSubscribe} has returned. */
    private final AtomicInteger news = new AtomicInteger(1);

    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;
    private volatile @Nullable IllegalArgumentException badRequest;
    private volatile @Nullable CompletableFuture<ScanPage<E>> inFlight;

    private Iterator<E> page = Collections.emptyIterator();
    private String cursor = ScanPage.START;
    private boolean isLast;
    private boolean ended;

    Visit(Flow.Subscriber<? super E> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        badRequest =
            new IllegalArgumentException("request is " + n + ": ask for at least 1 element");
      } else {
        demand.accumulateAndGet(n, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
      }
      tell();
    }

    @Override
    public void cancel() {
      cancelled = true;
      tell();
    }

    private void tell() {
      if (news.getAndIncrement() == 0) {
        goOn();
      }
    }

    /** Works until there is no more news; of the worker. */
    void goOn() {
      int seen = news.get();
      do {
        try {
          work();
        } catch (Throwable thrown) {
          if (ended) {
            throw thrown;
          }
          fail(thrown); // By the subscriber, against its contract, or by what makes the command.
        }
        seen = news.addAndGet(-seen);
      } while (seen != 0);
    }

    private void work() {
      while (!ended) {
        IllegalArgumentException bad = badRequest;
        CompletableFuture<ScanPage<E>> asked = inFlight;
        if (cancelled) {
          end();
        } else if (bad != null) {
          fail(bad);
        } else if (asked != null) {
          if (!asked.isDone()) {
            return;
          }
          take(asked);
        } else if (page.hasNext()) {
          if (demand.get() == 0) {
            return;
          }
          demand.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1);
          subscriber.onNext(page.next());
        } else if (isLast) {
          end();
          subscriber.onComplete();
        } else if (demand.get() == 0) {
          return;
        } else {
          ask();
        }
      }
    }

    private void ask() {
      CompletableFuture<ScanPage<E>> asked = async.run(pages.apply(cursor));
      inFlight = asked;
      asked.whenComplete((reply, error) -> tell());
    }

    private void take(CompletableFuture<ScanPage<E>> done) {
      inFlight = null;
      try {
        ScanPage<E> next = done.join();
        page = next.elements().iterator();
        cursor = next.cursor();
        isLast = next.isLast();
      } catch (CompletionException e) {
        fail(Objects.requireNonNullElse(e.getCause(), e));
      } catch (CancellationException e) {
        fail(e);
      }
    }

    private void fail(Throwable cause) {
      end();
      subscriber.onError(cause);
    }

    private void end() {
      ended = true;
      page = Collections.emptyIterator();
      CompletableFuture<ScanPage<E>> asked = inFlight;
      if (asked != null) {
        asked.cancel(false); // Not sent if it was not yet; else its reply is dropped.
      }
    }
  }
}
