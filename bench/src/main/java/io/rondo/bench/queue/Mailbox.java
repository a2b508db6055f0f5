package io.rondo.bench.queue;

import io.rondo.bench.common.BenchException;
import io.rondo.client.Commands;
import io.rondo.client.PubSubListener;
import io.rondo.client.PubSubMessage;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisException;
import io.rondo.client.RedisSubscriber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a channel brings, kept until its one reader asks for it. Messages come on an event loop; the
 * reader may be any thread.
 */
final class Mailbox implements Source, PubSubListener<String, String> {
  private final String channel;
  private final Object lock = new Object();
  private final ArrayDeque<Taken> messages = new ArrayDeque<>();
  private @Nullable CompletableFuture<@Nullable Taken> reader;
  private @Nullable RuntimeException end;
  private volatile @Nullable RedisSubscriber<String, String> subscriber;

  private Mailbox(String channel) {
    this.channel = channel;
  }

  /** One that is subscribed. */
  static Mailbox open(RedisClient client, String channel) {
    Mailbox mailbox = new Mailbox(channel);
    RedisSubscriber<String, String> subscriber = client.subscriber(Commands.TEXT, mailbox);
    mailbox.subscriber = subscriber;
    subscriber.subscribe(channel).join();
    return mailbox;
  }

  @Override
  public void onMessage(PubSubMessage<String, String> message) {
    Taken taken = new Taken(message.body());
    CompletableFuture<@Nullable Taken> waiting;
    synchronized (lock) {
      waiting = reader;
      reader = null;
      if (waiting == null) {
        messages.add(taken);
      }
    }
    if (waiting != null) {
      waiting.complete(taken);
    }
  }

  @Override
  public void onGap(Duration gap, String why) {
    end(
        new BenchException(
            "messages of channel %s were lost: %s; Redis keeps none of them"
                .formatted(channel, why)));
  }

  @Override
  public void onClosed(@Nullable RedisException cause) {
    end(cause == null ? new BenchException("the subscription to " + channel + " ended") : cause);
  }

  private void end(RuntimeException why) {
    CompletableFuture<@Nullable Taken> waiting;
    synchronized (lock) {
      end = end == null ? why : end;
      waiting = reader;
      reader = null;
    }
    if (waiting != null) {
      waiting.completeExceptionally(why);
    }
  }

  @Override
  public @Nullable Taken await(boolean idle) {
    return next(idle).join();
  }

  @Override
  public CompletableFuture<@Nullable Taken> next(boolean idle) {
    synchronized (lock) {
      if (end != null) {
        return CompletableFuture.failedFuture(end);
      }
      Taken first = messages.poll();
      if (first != null) {
        return CompletableFuture.completedFuture(first);
      }
      CompletableFuture<@Nullable Taken> waiting = new CompletableFuture<>();
      reader = waiting;
      return waiting;
    }
  }

  @Override
  public void close() {
    RedisSubscriber<String, String> open = subscriber;
    if (open != null) {
      open.close();
    }
  }
}
