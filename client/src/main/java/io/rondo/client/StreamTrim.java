package io.rondo.client;

import java.util.List;

/** How XADD and XTRIM shorten a stream. Immutable. */
public final class StreamTrim {
  private final Slots slots;

  private StreamTrim(Slots slots) {
    this.slots = slots;
  }

  /** MAXLEN: down to so many entries. */
  public static StreamTrim maxLength(long entries) {
    return by("MAXLEN", entries);
  }

  /** MINID: drops the entries with an ID below this one. */
  public static StreamTrim minId(String id) {
    return by("MINID", id);
  }

  private static StreamTrim by(String strategy, Object threshold) {
    return new StreamTrim(Slots.NONE.with(0, strategy).with(1, "=").with(2, threshold));
  }

  /** {@code ~}: may leave some more entries than that, which is much cheaper. */
  public StreamTrim approximately() {
    return new StreamTrim(slots.with(1, "~"));
  }

  /** {@code ~} with LIMIT: drops so many entries at most; 0 is no limit. */
  public StreamTrim approximately(long limit) {
    return new StreamTrim(slots.with(1, "~").with(3, "LIMIT", limit));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
