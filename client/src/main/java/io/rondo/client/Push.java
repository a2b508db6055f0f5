package io.rondo.client;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a server sends on a connection with subscriptions: the first word of each array.
 *
 * @see <a href="https://redis.io/docs/latest/develop/pubsub/">Redis pub/sub, format of pushed
 *     messages</a>
 */
enum Push {
  MESSAGE(Act.MESSAGE, PubSubKind.CHANNEL, 3),
  PMESSAGE(Act.MESSAGE, PubSubKind.PATTERN, 4),
  SMESSAGE(Act.MESSAGE, PubSubKind.SHARD, 3),
  SUBSCRIBE(Act.SUBSCRIBED, PubSubKind.CHANNEL, 3),
  PSUBSCRIBE(Act.SUBSCRIBED, PubSubKind.PATTERN, 3),
  SSUBSCRIBE(Act.SUBSCRIBED, PubSubKind.SHARD, 3),
  UNSUBSCRIBE(Act.UNSUBSCRIBED, PubSubKind.CHANNEL, 3),
  PUNSUBSCRIBE(Act.UNSUBSCRIBED, PubSubKind.PATTERN, 3),
  SUNSUBSCRIBE(Act.UNSUBSCRIBED, PubSubKind.SHARD, 3),
  PONG(Act.PONG, PubSubKind.CHANNEL, 2);

  /** What it tells. */
  enum Act {
    MESSAGE,
    SUBSCRIBED,
    UNSUBSCRIBED,
    PONG
  }

  private static final Push[] ALL = values();

  final Act act;
  final PubSubKind kind;

  /** Elements of its array. */
  final int elements;

  private final String word;

  Push(Act act, PubSubKind kind, int elements) {
    this.act = act;
    this.kind = kind;
    this.elements = elements;
    this.word = name().toLowerCase(Locale.ROOT);
  }

  /** What subscribes to names of that kind. */
  static Push subscribing(PubSubKind kind) {
    return switch (kind) {
      case CHANNEL -> SUBSCRIBE;
      case PATTERN -> PSUBSCRIBE;
      case SHARD -> SSUBSCRIBE;
    };
  }

  /** The one whose word is in {@code bytes}, from its reader index, or {@code null}. */
  static @Nullable Push of(ByteBuf bytes, int length) {
    for (Push push : ALL) {
      if (push.word.length() == length && push.isAt(bytes)) {
        return push;
      }
    }
    return null;
  }

  private boolean isAt(ByteBuf bytes) {
    int start = bytes.readerIndex();
    for (int i = 0; i < word.length(); i++) {
      if (bytes.getByte(start + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
