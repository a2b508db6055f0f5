package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.rondo.resp.ReplyDecoder;
import org.jspecify.annotations.Nullable;

/** A command on its way that is traced. Made by {@link Tracer}; {@link PendingReply} otherwise. */
final class TracedReply<T extends @Nullable Object> extends PendingReply<T> {
  private final CommandTrace trace;

  TracedReply(Command<T> command, Connection connection, CommandTrace trace) {
    super(command, connection);
    this.trace = trace;
  }

  @Override
  void submittedAt(long now) {
    super.submittedAt(now);
    trace.submitted(now, connection.loop().inEventLoop());
    connection.observe(this, now);
  }

  @Override
  void encode(ByteBuf out) {
    trace.encodes();
    super.encode(out);
    trace.encoded();
  }

  @Override
  ReplyDecoder<?> decoder() {
    trace.decodes();
    return super.decoder();
  }

  @Override
  void answer(@Nullable Object reply) {
    boolean late = isDone();
    trace.decoded();
    super.answer(reply);
    if (isDone()) {
      trace.answered(late);
    } else {
      trace.sentAgain();
    }
  }

  @Override
  void awaited() {
    trace.awaited();
  }

  @Override
  void resumed() {
    trace.resumed();
  }
}
