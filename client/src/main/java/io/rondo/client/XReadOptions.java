package io.rondo.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Options of XREAD and XREADGROUP. Immutable; of each kind the last one given counts. */
public final class XReadOptions {
  private static final long DOES_NOT_BLOCK = -1;

  /** No options. */
  public static final XReadOptions NONE = new XReadOptions(Slots.NONE, DOES_NOT_BLOCK);

  private final Slots slots;
  private final long blockMillis;

  private XReadOptions(Slots slots, long blockMillis) {
    this.slots = slots;
    this.blockMillis = blockMillis;
  }

  /** COUNT: so many entries of each stream at most. */
  public XReadOptions count(long count) {
    return new XReadOptions(slots.with(0, "COUNT", count), blockMillis);
  }

  /**
   * BLOCK: waits until there is an entry, but not longer than {@code timeout}, rounded up to
   * milliseconds; zero waits for ever. The connection's own timeout is added to it. Holds up
   * whatever follows on the connection.
   */
  public XReadOptions block(Duration timeout) {
    long millis = Durations.waitMillis(timeout);
    return new XReadOptions(slots.with(1, "BLOCK", millis), millis);
  }

  /** The command, which waits if BLOCK says so. */
  <T extends @Nullable Object> Command<T> blocking(Command<T> command) {
    return blockMillis < 0 ? command : command.blocking(TimeUnit.MILLISECONDS.toNanos(blockMillis));
  }

  List<Object> arguments() {
    return slots.arguments();
  }
}
