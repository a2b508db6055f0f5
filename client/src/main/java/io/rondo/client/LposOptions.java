package io.rondo.client;

import java.util.List;

/** Options of LPOS. Immutable; of each kind the last one given counts. */
public final class LposOptions {
  /** No options. */
  public static final LposOptions NONE = new LposOptions(Slots.NONE);

  private final Slots slots;

  private LposOptions(Slots slots) {
    this.slots = slots;
  }

  /** RANK: begins with the match of this number, 1 the first; negative counts from the end. */
  public LposOptions rank(long rank) {
    return new LposOptions(slots.with(0, "RANK", rank));
  }

  /** MAXLEN: looks at so many values at most; 0 is all. */
  public LposOptions maxLength(long length) {
    return new LposOptions(slots.with(2, "MAXLEN", length));
  }

  /** With COUNT. */
  List<Object> arguments(long count) {
    return slots.with(1, "COUNT", count).arguments();
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
