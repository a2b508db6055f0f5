package io.rondo.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The lock that says which thread runs a {@link CallerEventLoop}. Its volatile accesses order what
 * one owner did before what the next one does.
 */
final class LoopOwner {
  private static final ThreadLocal<@Nullable LoopOwner> OWNED = new ThreadLocal<>();
  private static final VarHandle THREAD;

  static {
    try {
      THREAD = MethodHandles.lookup().findVarHandle(LoopOwner.class, "thread", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Thread thread;

  /** Of the loop that the owner ran already, and was in a completion of; else {@code null}. */
  private @Nullable LoopOwner outer;

  /** The owner was interrupted, and its flag is cleared so that it can block. */
  private boolean interrupted;

  /** Whether the current thread owns some loop: it is in a completion, for example. */
  static boolean isCurrentThread() {
    return OWNED.get() != null;
  }

  /** Makes the current thread the owner if there is none. */
  boolean tryAcquire() {
    if (thread == null && THREAD.compareAndSet(this, null, Thread.currentThread())) {
      outer = OWNED.get();
      OWNED.set(this);
      return true;
    }
    return false;
  }

  /** Ends the ownership of the current thread, and gives it back its interrupt flag. */
  void release() {
    assert is(Thread.currentThread());
    boolean interrupt = interrupted;
    interrupted = false;
    OWNED.set(outer);
    outer = null;
    thread = null;
    if (interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** Clears the owner's interrupt flag until {@link #release}; returns whether it was set. */
  boolean takeInterrupt() {
    boolean taken = Thread.interrupted();
    interrupted |= taken;
    return taken;
  }

  boolean isPresent() {
    return thread != null;
  }

  boolean is(Thread candidate) {
    return thread == candidate;
  }
}
