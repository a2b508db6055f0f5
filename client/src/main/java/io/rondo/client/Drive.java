package io.rondo.client;

/** Who runs the event loop of a connection. */
public enum Drive {
  /** A thread of the client runs the loop; callers hand their commands over to it. */
  LOOP_THREAD("loop-thread"),

  /**
   * The thread that waits for a reply runs the loop itself, so a synchronous call has no thread
   * hand-off. Of several waiting threads one leads, and hands the lead on when its own reply is in.
   * While nobody waits and replies are outstanding, a stand-by thread of the connection leads; and
   * so it does for virtual threads, which park.
   */
  CALLER("caller");

  private final String label;

  Drive(String label) {
    this.label = label;
  }

  /** The name in a URI and in reports: {@code loop-thread}, {@code caller}. */
  public String label() {
    return label;
  }

  /**
   * The drive of that label.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Drive parse(String label) {
    return Labels.parse("drive", values(), Drive::label, label);
  }
}
