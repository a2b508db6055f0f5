package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link PubSubMessage} or a {@link Confirmation} of whatever comes on a connection with
 * subscriptions. An error, which answers a command, fails as ever.
 */
final class PushDecoder<K, V> extends ReplyDecoder<Object> {
  private static final ReplyDecoder<Push> WORD =
      new ReplyDecoder<>() {
        @Override
        public Push bulkString(ByteBuf bytes, int length) {
          Push push = Push.of(bytes, length);
          if (push == null) {
            throw new IllegalStateException("it begins with a word that is not of pub/sub");
          }
          return push;
        }

        @Override
        public String toString() {
          return "kind of a pushed message";
        }
      };

  private final ReplyDecoder<? extends @Nullable K> key;
  private final ReplyDecoder<? extends @Nullable V> value;

  PushDecoder(Vocabulary<K, V> vocabulary) {
    this.key = vocabulary.keyReply();
    this.value = vocabulary.valueReply();
  }

  /**
   * The server has done what a command asked for.
   *
   * @param push SUBSCRIBE and the like, or PONG
   * @param name of the channel or pattern; {@code null} for PONG, and where there was none to
   *     unsubscribe from
   */
  record Confirmation(Push push, @Nullable Object name) {}

  private static final Confirmation PONG = new Confirmation(Push.PONG, null);

  /** An array under way. */
  private static final class Frame {
    final int count;
    final @Nullable Object[] parts = new Object[3];
    @Nullable Push push;

    Frame(int count) {
      this.count = count;
    }

    Push push() {
      return Objects.requireNonNull(push, "kind of a pushed message");
    }
  }

  /** {@code +PONG}, as long as there is no subscription. */
  @Override
  public Object simpleString(ByteBuf text, int length) {
    return PONG;
  }

  @Override
  public Object beginArray(int count) {
    return new Frame(count);
  }

  @Override
  public ReplyDecoder<?> element(Object frame, int index) {
    if (index == 0) {
      return WORD;
    }
    Push push = ((Frame) frame).push;
    if (push == null) {
      return Replies.skip(); // The word has failed, and the whole with it.
    }
    if (push == Push.PONG) {
      return Replies.skip();
    }
    boolean last = index == push.elements - 1;
    return !last ? key : push.act == Push.Act.MESSAGE ? value : Replies.integer();
  }

  @Override
  public void add(Object accumulator, int index, @Nullable Object part) {
    Frame frame = (Frame) accumulator;
    if (index == 0) {
      frame.push = (Push) part;
      if (frame.push().elements != frame.count) {
        throw new IllegalStateException(frame.push + " has " + frame.count + " elements");
      }
    } else {
      frame.parts[index - 1] = part;
    }
  }

  @Override
  @SuppressWarnings("unchecked") // What the decoders of key and value have made.
  public Object endArray(Object accumulator) {
    Frame frame = (Frame) accumulator;
    Push push = frame.push();
    @Nullable Object[] parts = frame.parts;
    if (push.act != Push.Act.MESSAGE) {
      return push == Push.PONG ? PONG : new Confirmation(push, parts[0]);
    }
    int last = push.elements - 2;
    return new PubSubMessage<>(
        push.kind,
        last == 2 ? (K) parts[0] : null,
        (K) Objects.requireNonNull(parts[last - 1], "channel"),
        (V) Objects.requireNonNull(parts[last], "message"));
  }

  @Override
  public String toString() {
    return "pushed message";
  }
}
