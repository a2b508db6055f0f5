package io.rondo.client;

/**
 * Told the life of sampled commands, stage by stage; see {@link RedisOptions#withTrace}.
 *
 * <p>Called once per sampled command that was answered, after its end: by the thread that runs the
 * loop or by the one that waited, and by several at once if several run. It must not block. The
 * trace is used again for another command, so it must not be kept.
 */
@FunctionalInterface
public interface TraceListener {
  /** A command has ended. What this throws goes to the thread's uncaught exception handler. */
  void traced(CommandTrace trace);
}
