package io.rondo.bench.scenario;

/**
 * Keys tell what their values are, so that a server that stores nothing can reply: {@code
 * test_sync:keys:17} has the value {@code 17}, and {@code v1024:test_sync:keys:17} has the same
 * filled up to 1024 bytes.
 */
public final class SizedKeys {
  /** What values are filled up with. */
  public static final byte FILLER = 'x';

  /** The first byte of a key whose value has a size. */
  public static final byte MARK = 'v';

  private SizedKeys() {}

  static String prefix(int valueBytes) {
    return (char) MARK + String.valueOf(valueBytes) + ":";
  }
}
