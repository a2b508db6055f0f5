package io.rondo.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection for subscriptions: gets the messages of channels, of patterns of channels, and of
 * channels of shards. Thread-safe; made by {@link RedisClient#subscriber}.
 *
 * <pre>{@code
 * try (RedisSubscriber<String, String> news =
 *     client.subscriber(TEXT, new PubSubListener<>() {
 *       public void onMessage(PubSubMessage<String, String> message) {
 *         System.out.println(message.channel() + ": " + message.body());
 *       }
 *     })) {
 *   news.subscribe("weather", "sports").join(); // from now on they come
 *   …
 * }
 * }</pre>
 *
 * <p>Messages go to the listener and to the subscribers of {@link #messages()}, in the order of the
 * server, on the event loop. In both drives a thread of the client runs that, for nobody waits for
 * messages; in {@link Drive#CALLER} a thread that waits for a confirmation may too.
 *
 * <p>A lost connection is opened again, for as long as it takes, and what was subscribed to is
 * subscribed to again. What was published meanwhile is lost; {@link PubSubListener#onGap} says so.
 * A connection that is silent for ten seconds is asked (PING), and given up if it says nothing for
 * as long again.
 *
 * @param <K> type of channels
 * @param <V> type of messages
 */
@SuppressWarnings("varargs") // Names are handed on as objects, and nothing else is put among them.
public final class RedisSubscriber<K, V> implements AutoCloseable {
  /** Opens a connection; {@code opened} ends on its loop. */
  @FunctionalInterface
  interface Opener {
    void open(Connection.Pushes pushes, CompletableFuture<RedisConnection> opened, boolean wait);
  }

  private final PubSubListener<K, V> listener;
  private final Opener opener;
  private final BooleanSupplier clientClosed;
  private final long pingNanos;
  private final PushDecoder<K, V> decoder;
  private final Subscriptions subscriptions = new Subscriptions();
  private final MessageFlow<PubSubMessage<K, V>> flow = new MessageFlow<>(this::resume);
  private final Connection.Pushes pushes = new Pushes();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Reopening reopening;

  private volatile @Nullable RedisConnection connection;

  /** Why and when the last connection was lost; {@code null} unless it was, or is not restored. */
  private volatile @Nullable Gap gap;

  private record Gap(long since, String why) {}

  RedisSubscriber(
      Vocabulary<K, V> vocabulary,
      PubSubListener<K, V> listener,
      Opener opener,
      BooleanSupplier clientClosed,
      ClientTimer timer,
      Duration pingPeriod) {
    this.listener = listener;
    this.reopening = new Reopening(timer);
    this.opener = opener;
    this.clientClosed = clientClosed;
    this.pingNanos = pingPeriod.toNanos();
    this.decoder = new PushDecoder<>(vocabulary);
  }

  // --- what users do ---

  /**
   * SUBSCRIBE: gets what is published to these channels.
   *
   * @return ends when the server has confirmed it, on the event loop, or fails with a {@link
   *     RedisException}. Behind messages that are not demanded it waits as they do.
   */
  @SafeVarargs
  public final CompletableFuture<@Nullable Void> subscribe(K... channels) {
    return run(Push.SUBSCRIBE, Arguments.requireSome("channel", channels));
  }

  /** PSUBSCRIBE: gets what is published to all channels that match these glob patterns. */
  @SafeVarargs
  public final CompletableFuture<@Nullable Void> psubscribe(K... patterns) {
    return run(Push.PSUBSCRIBE, Arguments.requireSome("pattern", patterns));
  }

  /** SSUBSCRIBE (Redis 7): gets what is published to these channels of shards by SPUBLISH. */
  @SafeVarargs
  public final CompletableFuture<@Nullable Void> ssubscribe(K... channels) {
    return run(Push.SSUBSCRIBE, Arguments.requireSome("channel", channels));
  }

  /** UNSUBSCRIBE: ends {@link #subscribe} for these channels, or for all if none is given. */
  @SafeVarargs
  public final CompletableFuture<@Nullable Void> unsubscribe(K... channels) {
    return run(Push.UNSUBSCRIBE, channels.clone());
  }

  /** PUNSUBSCRIBE: ends {@link #psubscribe} for these patterns, or for all if none is given. */
  @SafeVarargs
  public final CompletableFuture<@Nullable Void> punsubscribe(K... patterns) {
    return run(Push.PUNSUBSCRIBE, patterns.clone());
  }

  /** SUNSUBSCRIBE: ends {@link #ssubscribe} for these channels, or for all if none is given. */
  @SafeVarargs
  public final CompletableFuture<@Nullable Void> sunsubscribe(K... channels) {
    return run(Push.SUNSUBSCRIBE, channels.clone());
  }

  private CompletableFuture<@Nullable Void> run(Push push, Object[] names) {
    RedisConnection current =
        Objects.requireNonNull(connection, "a subscriber is handed out when it is open");
    return submit(current.core(), push, names);
  }

  private static PendingSubscription submit(Connection core, Push push, Object[] names) {
    PendingSubscription pending = new PendingSubscription(push, names, core);
    pending.submittedAt(System.nanoTime());
    core.submit(pending);
    return pending;
  }

  /**
   * All messages from now on, to as many subscribers as there are, each message to all of them. It
   * goes no faster than the slowest: while one has not asked for a message, nothing is read from
   * the socket, the listener gets nothing, confirmations that come behind wait too, and so, by TCP,
   * does the server. That puts up with as much as its {@code client-output-buffer-limit pubsub}
   * says, then closes the connection, which makes a gap. Here no more is kept than was read at
   * once.
   *
   * <p>It completes when this is closed, and outlives lost connections.
   */
  public Flow.Publisher<PubSubMessage<K, V>> messages() {
    return flow;
  }

  /** Whether there is a connection, as far as is known. */
  public boolean isOpen() {
    RedisConnection current = connection;
    return !over.get() && current != null && current.isOpen();
  }

  /** Of the connection that there is, or was last; for tests, as the next. */
  ConnectionStats stats() {
    return Objects.requireNonNull(connection).stats();
  }

  boolean isPaused() {
    return Objects.requireNonNull(connection).core().handler() instanceof PubSubHandler handler
        && handler.isPaused();
  }

  /** Closes the connection. Blocks until it is closed, unless on an event loop. */
  @Override
  public void close() {
    finish(null);
    RedisConnection current = connection;
    if (current != null) {
      current.close();
    }
  }

  /** Ends everything but the connection, once. */
  private void finish(@Nullable RedisException cause) {
    if (over.compareAndSet(false, true)) {
      MessageFlow.guarded(() -> listener.onClosed(cause));
      flow.end(cause);
    }
  }

  // --- the connection ---

  /** Opens the first connection. */
  CompletableFuture<RedisSubscriber<K, V>> open(boolean wait) {
    CompletableFuture<RedisSubscriber<K, V>> ready = new ReplyFuture<>();
    CompletableFuture<RedisConnection> opened = new ReplyFuture<>();
    opened.whenComplete(
        (first, error) -> {
          if (error != null) {
            ready.completeExceptionally(error);
          } else {
            begin(first);
            if (!ready.complete(this)) {
              close(); // Nobody wants it any more.
            }
          }
        });
    opener.open(pushes, opened, wait);
    return ready;
  }

  private void reopen() {
    if (over.get()) {
      return;
    }
    CompletableFuture<RedisConnection> opened = new ReplyFuture<>();
    opened.whenComplete(
        (again, error) -> {
          if (error != null) {
            retry();
          } else {
            begin(again);
            restore(again.core());
          }
        });
    try {
      opener.open(pushes, opened, false);
    } catch (IllegalStateException clientClosed) {
      finish(null);
    }
  }

  private void retry() {
    if (over.get()) {
      return;
    }
    try {
      reopening.schedule(this::reopen);
    } catch (RejectedExecutionException clientClosed) {
      finish(null);
    }
  }

  /** There is a connection; on its loop. */
  private void begin(RedisConnection opened) {
    connection = opened;
    if (over.get()) {
      opened.close();
      return;
    }
    if (opened.core().handler() instanceof PubSubHandler handler) {
      new Pinging(opened.core(), handler, pingNanos).start();
    }
  }

  /** Subscribes again to all there was; on the loop. */
  private void restore(Connection core) {
    List<CompletableFuture<?>> confirmed = new ArrayList<>();
    for (PubSubKind kind : PubSubKind.values()) {
      Object[] names = subscriptions.names(kind);
      if (names.length > 0) {
        confirmed.add(submit(core, Push.subscribing(kind), names));
      }
    }
    CompletableFuture.allOf(confirmed.toArray(CompletableFuture<?>[]::new))
        .whenComplete(
            (all, error) -> {
              if (error == null) {
                restored();
              } else if (cause(error) instanceof RedisServerException refused) {
                finish(refused);
                close();
              } else {
                // It was lost again, and that is taken care of; or it is slow beyond the timeout.
                core.handler()
                    .closeChannel(Closing.byClient("the server did not confirm the subscriptions"));
              }
            });
  }

  private static Throwable cause(Throwable error) {
    Throwable cause = error.getCause();
    return error instanceof CompletionException && cause != null ? cause : error;
  }

  private void restored() {
    reopening.succeeded();
    Gap before = gap;
    gap = null;
    if (before != null) {
      Duration length = Duration.ofNanos(System.nanoTime() - before.since());
      MessageFlow.guarded(() -> listener.onGap(length, before.why()));
    }
  }

  /** Any thread: there may be demand for a message that was refused. */
  private void resume() {
    RedisConnection current = connection;
    if (current != null && current.core().handler() instanceof PubSubHandler handler) {
      try {
        current.core().loop().execute(handler::resume);
      } catch (RejectedExecutionException e) {
        // The loop has ended, and the message is gone with it.
      }
    }
  }

  /** What the connection tells; on its loop. */
  private final class Pushes implements Connection.Pushes, PubSubHandler.Sink {
    @Override
    public PubSubHandler.Sink sink() {
      return this;
    }

    @Override
    public PushDecoder<K, V> decoder() {
      return decoder;
    }

    @Override
    @SuppressWarnings("unchecked") // What the decoder has made.
    public boolean take(PubSubMessage<?, ?> taken) {
      PubSubMessage<K, V> message = (PubSubMessage<K, V>) taken;
      if (!flow.isReady()) {
        return false;
      }
      MessageFlow.guarded(() -> listener.onMessage(message));
      flow.publish(message);
      return true;
    }

    @Override
    public Subscriptions subscriptions() {
      return subscriptions;
    }

    @Override
    public void ended(Connection ended, Closing why) {
      RedisConnection current = connection;
      if (current == null || current.core() != ended || over.get()) {
        return; // It has not become this one's, or is not wanted any more.
      }
      if (gap == null && ended.handler() instanceof PubSubHandler handler) {
        gap = new Gap(handler.heardAt(), why.why());
      }
      current.close(); // It will not be used again; frees what drives it.
      if (clientClosed.getAsBoolean()) {
        finish(null);
      } else {
        retry();
      }
    }
  }
}
