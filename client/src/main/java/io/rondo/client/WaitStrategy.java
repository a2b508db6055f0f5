package io.rondo.client;

/** How a thread waits for a reply in a blocking call. */
public enum WaitStrategy {
  /** In the kernel until there is something: costs a wake-up, leaves the core to others. */
  BLOCK("block"),

  /**
   * By looking again and again: the shortest wait, for a whole core. Only where a core is to spare.
   */
  SPIN("spin"),

  /**
   * Spins for a bounded time that follows the observed reply time, and yields the core to whoever
   * wants it between two looks; then blocks. Stops spinning where that does not pay (the server is
   * far away, say), and tries again now and then.
   */
  ADAPTIVE("adaptive");

  private final String label;

  WaitStrategy(String label) {
    this.label = label;
  }

  /** The name in a URI and in reports: {@code block}, {@code spin}, {@code adaptive}. */
  public String label() {
    return label;
  }

  /**
   * The strategy of that label.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static WaitStrategy parse(String label) {
    return Labels.parse("wait", values(), WaitStrategy::label, label);
  }
}
