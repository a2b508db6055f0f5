package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions by hand. They concern the whole connection: on a shared one use {@link
 * RedisConnection#transaction()}.
 */
public sealed interface TransactionCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /**
   * MULTI: {@code "OK"}; the commands that follow are queued by the server and answered {@code
   * "QUEUED"}.
   */
  default Command<String> multi() {
    return Command.of(Names.MULTI, Replies.status());
  }

  /** EXEC: the replies of the queued commands, or {@code null} if a watched key has changed. */
  default Command<@Nullable List<RespValue>> exec() {
    return Command.of(Names.EXEC, Replies.list(Replies.tree()));
  }

  /** DISCARD: {@code "OK"}; the queued commands are forgotten. */
  default Command<String> discard() {
    return Command.of(Names.DISCARD, Replies.status());
  }

  /** WATCH: {@code "OK"}; the next EXEC does nothing if one of the keys changes before it. */
  @SuppressWarnings("unchecked")
  default Command<String> watch(K... keys) {
    return Command.of(Names.WATCH, Replies.status(), Arguments.requireSome("key", keys));
  }

  /** UNWATCH: {@code "OK"}. */
  default Command<String> unwatch() {
    return Command.of(Names.UNWATCH, Replies.status());
  }
}
