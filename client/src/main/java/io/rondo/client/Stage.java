package io.rondo.client;

import java.util.List;

/**
 * The stages of a command's life, in their order and without gaps: each ends where the next one
 * begins, so they add up to the time from submission to end exactly. A stage that a command does
 * not have takes no time.
 *
 * <p>A <em>shared</em> stage is one that a whole flush, or all replies of a read, go through
 * together: its time is latency to every one of them, and cost only once.
 */
public enum Stage {
  /**
   * Submission until the loop takes the command: the wake-up of the loop's thread. With {@link
   * Drive#CALLER} and nobody else on the connection there is no other thread, and this is the
   * call's own way to the loop.
   */
  HAND_OFF("hand-off", true),

  /** Of what was submitted on the loop: the rest of the turn, until the loop writes what it has. */
  TURN("turn", true),

  /** Other commands of the same drain are encoded, and flushed if they fill a buffer. */
  ENCODE_QUEUE("encode queue", true),

  /** The command's bytes are written into the buffer. */
  ENCODE("encode", false),

  /** Commands behind it in the same flush are encoded. */
  GATHER("gather", true),

  /** The buffer is handed to the channel: the send system call, but on io_uring a queue entry. */
  FLUSH("flush", true),

  /**
   * The wire, the server, and the wake-up of the thread that runs the loop, between which no clock
   * of the client can tell. On io_uring the kernel's send and receive as well.
   */
  SERVER("wire+server", true),

  /** The receive system call; empty on io_uring, where the kernel has received already. */
  READ("read", true),

  /** Replies before it in the same read are decoded, and their commands completed. */
  DECODE_QUEUE("decode queue", true),

  /** The reply is parsed and its value made. */
  DECODE("decode", false),

  /** The future is completed: its completions run, and a thread that waits for it is woken. */
  COMPLETE("complete", false),

  /** Of blocking calls: until the caller runs again; in a pipeline, until it has every reply. */
  RESUME("resume", true);

  static final List<Stage> ALL = List.of(values());

  private final String label;
  private final boolean shared;

  Stage(String label, boolean shared) {
    this.label = label;
    this.shared = shared;
  }

  /** The name in reports. */
  public String label() {
    return label;
  }

  /** Whether the commands of a flush or a read go through it together. */
  public boolean isShared() {
    return shared;
  }
}
