package io.rondo.client.support;

import io.rondo.client.PubSubListener;
import io.rondo.client.PubSubMessage;
import io.rondo.client.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps what a subscriber of text is told. */
public class Messages implements PubSubListener<String, String> {
  private final Queue<PubSubMessage<String, String>> all = new ConcurrentLinkedQueue<>();
  private final Queue<String> gaps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger closings = new AtomicInteger();
  private volatile @Nullable RedisException closedFor;

  @Override
  public void onMessage(PubSubMessage<String, String> message) {
    all.add(message);
  }

  @Override
  public void onGap(Duration gap, String why) {
    gaps.add(why);
  }

  @Override
  public void onClosed(@Nullable RedisException cause) {
    closedFor = cause;
    closings.incrementAndGet();
  }

  /** All messages that came. */
  public List<PubSubMessage<String, String>> all() {
    return List.copyOf(all);
  }

  /** What was in all messages that came. */
  public List<String> bodies() {
    return all.stream().map(PubSubMessage::body).toList();
  }

  /** Returns when so many messages have come. */
  public List<PubSubMessage<String, String>> await(int count) {
    Eventually.eventually(count + " messages", () -> all.size() >= count);
    return all();
  }

  /** Returns when there were so many gaps; why they were. */
  public List<String> awaitGaps(int count) {
    Eventually.eventually(count + " gaps", () -> gaps.size() >= count);
    return List.copyOf(gaps);
  }

  /** Returns when it is closed: why. */
  public @Nullable RedisException awaitClosed() {
    Eventually.eventually("it is closed", () -> closings.get() > 0);
    return closedFor;
  }

  /** How often it was told that it is closed. */
  public int closings() {
    return closings.get();
  }

  /** A subscriber of the flow of messages, that asks when told to. */
  public static final class Demand implements Flow.Subscriber<PubSubMessage<String, String>> {
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable error;
    private volatile boolean complete;

    /** Subscribes to {@code messages}. */
    public static Demand of(Flow.Publisher<PubSubMessage<String, String>> messages) {
      Demand demand = new Demand();
      messages.subscribe(demand);
      return demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(PubSubMessage<String, String> message) {
      bodies.add(message.body());
    }

    @Override
    public void onError(Throwable cause) {
      error = cause;
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    /** The subscription, which there is since {@link #of}. */
    public Flow.Subscription subscription() {
      Flow.Subscription given = subscription;
      if (given == null) {
        throw new AssertionError("no subscription was given");
      }
      return given;
    }

    /** What came. */
    public List<String> bodies() {
      return List.copyOf(bodies);
    }

    /** Returns when so many have come. */
    public void await(int count) {
      Eventually.eventually(count + " messages", () -> bodies.size() >= count);
    }

    /** What it ended with, or {@code null}. */
    public @Nullable Throwable error() {
      return error;
    }

    /** Whether it ended well. */
    public boolean isComplete() {
      return complete;
    }
  }
}
