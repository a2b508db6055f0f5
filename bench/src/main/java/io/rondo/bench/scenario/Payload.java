package io.rondo.bench.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What values are in memory.
 *
 * @param <V> text or bytes
 */
interface Payload<V> {
  /** The original's values: an index as text. */
  Payload<String> TEXT =
      new Payload<>() {
        @Override
        public String[] array(int length) {
          return new String[length];
        }

        @Override
        public String value(int index, int bytes) {
          return String.valueOf(index);
        }

        @Override
        public boolean isSame(String stored, @Nullable String fetched) {
          return stored.equals(fetched);
        }

        @Override
        public String decoded(byte[] stored) {
          return new String(stored, StandardCharsets.UTF_8);
        }

        @Override
        public String shown(String value) {
          return value;
        }
      };

  /** An index as text, filled up to a size. */
  Payload<byte[]> BYTES =
      new Payload<>() {
        private static final int SHOWN = 24;

        @Override
        public byte[][] array(int length) {
          return new byte[length][];
        }

        @Override
        public byte[] value(int index, int bytes) {
          byte[] digits = String.valueOf(index).getBytes(StandardCharsets.US_ASCII);
          byte[] value = Arrays.copyOf(digits, bytes);
          if (digits.length < bytes) {
            Arrays.fill(value, digits.length, bytes, SizedKeys.FILLER);
          }
          return value;
        }

        @Override
        public boolean isSame(byte[] stored, byte @Nullable [] fetched) {
          return Arrays.equals(stored, fetched);
        }

        @Override
        public byte[] decoded(byte[] stored) {
          return stored;
        }

        @Override
        public String shown(byte[] value) {
          int length = Math.min(SHOWN, value.length);
          String start = new String(value, 0, length, StandardCharsets.UTF_8);
          return value.length > SHOWN ? start + "... (" + value.length + " bytes)" : start;
        }
      };

  V[] array(int length);

  /**
   * The value of a pair.
   *
   * @param bytes its size, where the payload has sizes
   */
  V value(int index, int bytes);

  V decoded(byte[] stored);

  boolean isSame(V stored, @Nullable V fetched);

  /** A value for a message. */
  String shown(V value);
}
