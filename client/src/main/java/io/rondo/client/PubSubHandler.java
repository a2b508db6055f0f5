package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.rondo.client.PushDecoder.Confirmation;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.ReplyFailure;
import io.rondo.resp.RespErrorException;
import io.rondo.resp.RespLimits;
import io.rondo.resp.RespProtocolException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The handler of a connection with subscriptions: tells messages, which nobody has asked for, from
 * confirmations, which belong to the commands in flight.
 *
 * <p>A message that is not wanted yet stops everything: it is kept, with the rest of what was read,
 * and the socket is not read any more. TCP then makes the server keep what comes, up to its limit
 * ({@code client-output-buffer-limit pubsub}). So beside what the kernel holds there is one message
 * and what one turn of the loop reads, half a megabyte at most for each read.
 */
final class PubSubHandler extends ConnectionHandler {
  /** What becomes of what comes. On the loop. */
  interface Sink {
    /** Makes values of what comes. */
    ReplyDecoder<?> decoder();

    /**
     * Takes a message.
     *
     * @return false if it is not wanted yet: {@link #resume()} must follow when it is
     */
    boolean take(PubSubMessage<?, ?> message);

    /** Names that are subscribed to, of all kinds. */
    Subscriptions subscriptions();
  }

  private final Sink sink;

  /** Read, and not parsed, for {@link #refused} must come first. */
  private final ArrayDeque<ByteBuf> unread = new ArrayDeque<>();

  private @Nullable PubSubMessage<?, ?> refused;
  private boolean closed;

  /** {@link System#nanoTime()} since which nothing was heard, or since which it is not listened. */
  private long heardAt = System.nanoTime();

  PubSubHandler(Connection connection, ConnectionCounters counters, RespLimits limits, Sink sink) {
    super(connection, counters, limits);
    this.sink = sink;
  }

  long heardAt() {
    return heardAt;
  }

  /** Whether it waits until a message is wanted. */
  boolean isPaused() {
    return refused != null;
  }

  /** Only the loop knows whether the socket is to be read. */
  @Override
  boolean readsNow() {
    return false;
  }

  @Override
  void read(ByteBuf in) {
    if (isPaused()) {
      unread.add(in.retain());
      return;
    }
    heardAt = System.nanoTime();
    if (!parse(in)) {
      unread.add(in.retain());
      autoRead(false);
    }
  }

  /** The message that was refused may be wanted now: goes on where it stopped. */
  void resume() {
    PubSubMessage<?, ?> first = refused;
    if (closed || first == null || !sink.take(first)) {
      return;
    }
    refused = null;
    try {
      for (ByteBuf next = unread.peek(); next != null; next = unread.peek()) {
        if (!parse(next)) {
          return;
        }
        unread.remove().release();
        if (closed) {
          return;
        }
      }
    } catch (RespProtocolException e) {
      violated(e);
      return;
    }
    heardAt = System.nanoTime();
    autoRead(true);
  }

  private void autoRead(boolean on) {
    ChannelHandlerContext ctx = context();
    if (ctx != null) {
      ctx.channel().config().setAutoRead(on);
    }
  }

  @Override
  void resumeAfterEndedThread() {
    if (!isPaused()) {
      super.resumeAfterEndedThread();
    }
  }

  /** Parses all there is, or until a message is refused: then false. */
  private boolean parse(ByteBuf in) {
    while (in.isReadable() && !closed) {
      PendingReply<?> first = queue().firstInFlight();
      // What begins a connection is answered like anything; there are no subscriptions yet.
      ReplyDecoder<?> decoder = first != null && !isServing() ? first.decoder() : sink.decoder();
      if (!parser().parse(in, decoder)) {
        return true;
      }
      Object value = parser().value();
      if (value instanceof PubSubMessage<?, ?> message) {
        if (!sink.take(message)) {
          refused = message;
          return false;
        }
      } else if (value instanceof Confirmation confirmation) {
        confirmed(confirmation, first);
      } else {
        answered(value, first);
      }
    }
    return true;
  }

  private void confirmed(Confirmation confirmation, @Nullable PendingReply<?> first) {
    Push push = confirmation.push();
    if (push == Push.PONG) {
      answered("PONG", first);
      return;
    }
    int before = sink.subscriptions().count(push.kind);
    sink.subscriptions().confirmed(push, confirmation.name());
    if (first instanceof PendingSubscription pending && pending.expects(push)) {
      if (pending.confirm(before)) {
        answer(pending, null);
      }
    } else if (push.act
        != Push.Act.UNSUBSCRIBED) { // Those come unasked too, when a slot has moved.
      throw new RespProtocolException(
          "got a confirmation that no command waits for", parser().offset());
    }
  }

  private void answered(@Nullable Object value, @Nullable PendingReply<?> first) {
    if (value instanceof ReplyFailure failure
        && !(failure.cause() instanceof RespErrorException)
        && isServing()) {
      throw new RespProtocolException(
          "got what is no message of pub/sub: " + failure.cause().getMessage(), parser().offset());
    }
    if (first == null) {
      throw new RespProtocolException("got a reply that no command waits for", parser().offset());
    }
    answer(first, value);
  }

  @Override
  void close(Closing why) {
    super.close(why);
    closed = true;
    unread.forEach(ByteBuf::release);
    unread.clear();
  }
}
