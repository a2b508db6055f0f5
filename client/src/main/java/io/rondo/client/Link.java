package io.rondo.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a connection, one after the other: opens the first, and another one whenever the
 * last is lost.
 *
 * <pre>
 *   CONNECTING ──────► OPEN ◄────── REOPENING
 *       │               │ lost        ▲   │ failed
 *       │ failed        ▼             │   ▼
 *       │            WAITING ─────────┘  (WAITING)
 *       ▼               │ after a random time
 *     ENDED ◄───────────┴── closed by this side, or not to be opened again
 * </pre>
 *
 * <p>Each attempt has a {@link ConnectionHandler} of its own, with its own parser and buffers: what
 * is left of one channel cannot touch the next. There is one attempt at a time; until it has
 * succeeded, the server's memory of the connection restored, no command of the queue is written.
 *
 * <p>Owned by the loop, but for what is volatile.
 */
final class Link {
  private enum State {
    CONNECTING,
    OPEN,
    WAITING,
    REOPENING,
    ENDED
  }

  private final Connection connection;
  private final ChannelOpener opener;
  private final Reconnect reconnect;
  private final Jitter backOff;
  private final AtomicLong reopened = new AtomicLong();

  private volatile State state = State.CONNECTING;
  private volatile @Nullable Channel channel;

  /** Why this side wants it to end; the first reason counts. */
  private volatile @Nullable Closing stopping;

  /** Why the last channel was lost, or why the last attempt failed. */
  private volatile String trouble = "";

  private @Nullable ConnectionHandler handler;
  private @Nullable Future<?> nextAttempt;
  private long openedAt;
  private long lostAt;

  Link(Connection connection, ChannelOpener opener, Reconnect reconnect) {
    this.connection = connection;
    this.opener = opener;
    this.reconnect = reconnect;
    this.backOff = Jitter.of(reconnect);
  }

  // --- figures, for any thread ---

  boolean isOpen() {
    return state == State.OPEN && stopping == null;
  }

  /** Whether it is being opened, or about to be, and the loop is needed for that. */
  boolean isOpening() {
    State now = state;
    return now != State.OPEN && now != State.ENDED;
  }

  /** How often it was opened again. */
  long reopened() {
    return reopened.get();
  }

  Channel channel() {
    return Objects.requireNonNull(
        channel, "the channel is made before the connection is handed out");
  }

  /** The channel while it is open, TLS agreed on or not. */
  @Nullable Channel openedChannel() {
    Channel opened = channel;
    return opened != null && opened.isActive() ? opened : null;
  }

  /** The state in words. */
  String describe() {
    return switch (state) {
      case CONNECTING -> "connecting";
      case OPEN -> "connected";
      case WAITING, REOPENING ->
          "connecting again (" + trouble + "; attempt " + backOff.attempts() + ")";
      case ENDED -> "closed";
    };
  }

  // --- opening ---

  /**
   * Begins to open the first channel.
   *
   * @return ends on the loop, with a {@link RedisConnectException} if it failed: then nothing else
   *     is tried
   */
  CompletableFuture<Void> begin() {
    return attempt();
  }

  private CompletableFuture<Void> attempt() {
    assert connection.loop().inEventLoop();
    // One that has not come to its channel, TLS being before it, may hold a buffer all the same.
    connection.handler().close(Closing.atServer());
    ConnectionHandler fresh = connection.newHandler();
    handler = fresh;
    CompletableFuture<Void> settled = new CompletableFuture<>();
    opener.open(connection, fresh).whenComplete((done, error) -> settle(fresh, error, settled));
    return settled;
  }

  private void settle(
      ConnectionHandler its, @Nullable Throwable error, CompletableFuture<Void> settled) {
    Throwable failure = error != null ? error : lostMeanwhile(its);
    if (failure == null) {
      opened(its);
      settled.complete(null);
    } else {
      failed(its, failure);
      settled.completeExceptionally(failure);
    }
  }

  /** Why a channel that was opened is of no use any more, or {@code null}. */
  private @Nullable RedisConnectException lostMeanwhile(ConnectionHandler its) {
    Closing stop = stopping;
    if (stop == null && !its.isClosed()) {
      return null;
    }
    String why = stop != null ? stop.why() : "the connection was lost as soon as it was open";
    return new RedisConnectException(why, Fate.NOT_SENT, null);
  }

  /** The channel that an attempt is on, known as soon as there is one. */
  void on(Channel newChannel) {
    channel = newChannel;
    if (stopping != null) {
      newChannel.close(); // It was asked to before there was a channel.
    }
  }

  /**
   * Runs {@code then} when the channel is closed, or at once where there is none; on the loop, but
   * for one that has ended, which tells nobody.
   */
  void whenClosed(Runnable then) {
    Channel last = channel;
    if (last == null || last.closeFuture().isDone()) {
      then.run();
    } else {
      last.closeFuture().addListener(done -> then.run());
    }
  }

  private void opened(ConnectionHandler its) {
    boolean again = state == State.REOPENING;
    openedAt = System.nanoTime();
    state = State.OPEN;
    if (again) {
      reopened.incrementAndGet();
    }
    connection.opened(its);
    if (again) {
      connection.reopened(openedAt - lostAt);
    }
  }

  private void failed(ConnectionHandler its, Throwable error) {
    Closing stop = stopping;
    Throwable cause =
        error instanceof CompletionException
            ? Objects.requireNonNullElse(error.getCause(), error)
            : error;
    if (stop != null) {
      connection.end(stop);
    } else if (state == State.REOPENING && its == handler) {
      Channel refused = channel;
      if (refused != null) {
        refused.close();
      }
      waitForNextAttempt(String.valueOf(cause.getMessage()));
    } // Else it is the first: who asked for it ends the connection.
  }

  private void waitForNextAttempt(String why) {
    trouble = why;
    state = State.WAITING;
    try {
      nextAttempt = connection.loop().schedule(this::reopen, backOff.next(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      connection.end(Closing.byClient("the client was closed"));
    }
  }

  private void reopen() {
    if (state == State.WAITING) {
      state = State.REOPENING;
      try {
        attempt();
      } catch (RuntimeException e) {
        waitForNextAttempt("no channel could be made: " + e);
      }
    }
  }

  // --- the end of a channel, or of all ---

  /** The channel of {@code its} is closed, for {@code why}. */
  void lost(ConnectionHandler its, Closing why) {
    if (its != handler) {
      return;
    }
    Closing stop = stopping;
    if (stop != null) {
      connection.end(stop);
    } else if (state == State.OPEN) {
      if (!reconnect.isOn() || connection.session().hasQuit()) {
        connection.end(why);
        return;
      }
      lostAt = System.nanoTime();
      backOff.lasted(lostAt - openedAt);
      waitForNextAttempt(why.why());
      connection.lost(why, reconnect.failsFast());
    }
  }

  /** This side wants it to end: any thread may say so first; {@link #stop} must follow. */
  void stopping(Closing why) {
    if (stopping == null) {
      stopping = why;
    }
  }

  /** Why this side wants it to end. */
  Closing whyStopping() {
    Closing why = stopping;
    return why == null ? Closing.byClient("the client was closed") : why;
  }

  /**
   * Ends it, as {@link #stopping} has said.
   *
   * @return when the channel is closed, or {@code null} if there is none, and all has ended
   */
  @Nullable ChannelFuture stop() {
    Future<?> timer = nextAttempt;
    if (timer != null) {
      timer.cancel(false);
    }
    Channel opened = channel;
    if (state == State.WAITING) {
      connection.end(whyStopping());
      return null;
    }
    if (opened == null) { // None could be made, or it comes yet, to be closed at once.
      connection.end(whyStopping());
      return null;
    }
    ChannelFuture closing = opened.close();
    closing.addListener(done -> endSoon());
    return closing;
  }

  /**
   * Ends it, whatever it was in the middle of and whoever was told of what; not at once, for a
   * completion may have closed the channel while a reply is read.
   */
  private void endSoon() {
    try {
      connection.loop().execute(connection::endStopped);
    } catch (RejectedExecutionException e) {
      connection.endStopped();
    }
  }

  /** All has ended. */
  void ended() {
    state = State.ENDED;
    Future<?> timer = nextAttempt;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
