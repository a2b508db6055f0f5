package io.rondo.client;

import io.rondo.resp.Replies;

/** Commands that count distinct values in little memory, within about 0.81 %. */
public sealed interface HyperLogLogCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** PFADD: whether the count may have changed. Without values, whether the key is new. */
  @SuppressWarnings("unchecked")
  default Command<Boolean> pfAdd(K key, V... values) {
    return Command.of(Names.PFADD, Replies.bool(), Arguments.of(key, (Object[]) values));
  }

  /** PFCOUNT: roughly how many distinct values were added to any of the keys. */
  @SuppressWarnings("unchecked")
  default Command<Long> pfCount(K... keys) {
    return Command.of(Names.PFCOUNT, Replies.integer(), Arguments.requireSome("key", keys));
  }

  /** PFMERGE: {@code "OK"}; the destination counts what it and any of the sources did. */
  @SuppressWarnings("unchecked")
  default Command<String> pfMerge(K destination, K... sources) {
    return Command.of(
        Names.PFMERGE, Replies.status(), Arguments.of(destination, (Object[]) sources));
  }
}
