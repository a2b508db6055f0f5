package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.rondo.resp.ReplyDecoder;
import org.jspecify.annotations.Nullable;

/** A transaction that is traced, as the one unit that it is on the wire. */
final class TracedTransaction extends PendingTransaction {
  private final CommandTrace trace;

  TracedTransaction(Connection connection, CommandTrace trace) {
    super(connection);
    this.trace = trace;
  }

  @Override
  void submittedAt(long now) {
    super.submittedAt(now);
    trace.submitted(now, connection.loop().inEventLoop());
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
    boolean last = isOnLastReply();
    trace.decoded();
    super.answer(reply);
    if (last) {
      trace.answered(late);
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
