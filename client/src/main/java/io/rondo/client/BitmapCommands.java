package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about strings as rows of bits and of small numbers. */
public sealed interface BitmapCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /**
   * SETBIT: the bit before.
   *
   * @param offset from 0, which is the highest bit of the first byte
   */
  default Command<Boolean> setBit(K key, long offset, boolean bit) {
    return Command.of(Names.SETBIT, Replies.bool(), key, offset, bit ? 1 : 0);
  }

  /**
   * GETBIT: the bit, false if the key is not there or the value is shorter.
   *
   * @param offset from 0, which is the highest bit of the first byte
   */
  default Command<Boolean> getBit(K key, long offset) {
    return Command.of(Names.GETBIT, Replies.bool(), key, offset);
  }

  /** BITCOUNT: how many bits are set. */
  default Command<Long> bitCount(K key) {
    return Command.of(Names.BITCOUNT, Replies.integer(), key);
  }

  /** BITCOUNT of a range: how many bits in it are set. */
  default Command<Long> bitCount(K key, BitRange range) {
    return Command.of(
        Names.BITCOUNT,
        Replies.integer(),
        Arguments.begin(key).addAll(range.arguments()).toArray());
  }

  /**
   * BITPOS: the offset of the first bit that is so. If none is: -1; but for a clear bit of a value
   * that is there, the length in bits.
   */
  default Command<Long> bitPos(K key, boolean bit) {
    return Command.of(Names.BITPOS, Replies.integer(), key, bit ? 1 : 0);
  }

  /**
   * BITPOS from a byte on: the offset from the begin of the value of the first bit there that is
   * so. If none is: -1; but for a clear bit of a value that is there, the length in bits.
   */
  default Command<Long> bitPos(K key, boolean bit, long start) {
    return Command.of(Names.BITPOS, Replies.integer(), key, bit ? 1 : 0, start);
  }

  /**
   * BITPOS of a range: the offset from the begin of the value of the first bit in the range that is
   * so, -1 if none is.
   */
  default Command<Long> bitPos(K key, boolean bit, BitRange range) {
    return Command.of(
        Names.BITPOS,
        Replies.integer(),
        Arguments.begin(key, bit ? 1 : 0).addAll(range.arguments()).toArray());
  }

  /** BITOP: the length in bytes of what the destination has become, that of the longest source. */
  @SuppressWarnings("unchecked")
  default Command<Long> bitOp(BitOperation operation, K destination, K... sources) {
    return Command.of(
        Names.BITOP,
        Replies.integer(),
        Arguments.begin(operation.name(), destination)
            .add(Arguments.requireSome("source", sources))
            .toArray());
  }

  /**
   * BITFIELD: a number for each GET, SET and INCRBY, {@code null} for one that an overflow kept
   * from being done.
   */
  default Command<List<@Nullable Long>> bitField(K key, BitField operations) {
    return Command.of(
        Names.BITFIELD,
        Replies.list(Replies.nullableInteger()),
        Arguments.begin(key).addAll(operations.arguments()).toArray());
  }

  /** BITFIELD_RO: a number for each GET. */
  default Command<List<Long>> bitFieldRo(K key, BitFieldGets operations) {
    return Command.of(
        Names.BITFIELD_RO,
        Replies.list(Replies.integer()),
        Arguments.begin(key).addAll(operations.arguments()).toArray());
  }
}
