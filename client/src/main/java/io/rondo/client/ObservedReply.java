package io.rondo.client;

import io.rondo.client.MetricsListener.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A pending reply whose end a {@link MetricsListener} hears of. A connection without a listener
 * makes none of these, and so pays nothing per command.
 */
final class ObservedReply<T extends @Nullable Object> extends PendingReply<T> {
  private static final VarHandle TOLD;

  static {
    try {
      TOLD = MethodHandles.lookup().findVarHandle(ObservedReply.class, "told", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final MetricsListener listener;
  private boolean submitted;

  @SuppressWarnings("UnusedVariable") // By TOLD.
  private volatile boolean told;

  private long submittedAt;

  ObservedReply(Command<T> command, Connection connection, MetricsListener listener) {
    super(command, connection);
    this.listener = listener;
  }

  @Override
  void submittedAt(long now) {
    submitted = true;
    submittedAt = now;
    super.submittedAt(now);
  }

  @Override
  public boolean complete(T value) {
    long now = System.nanoTime();
    boolean first = super.complete(value);
    if (first) {
      tell(now, Outcome.SUCCEEDED);
    }
    return first;
  }

  @Override
  public boolean completeExceptionally(Throwable cause) {
    long now = System.nanoTime();
    boolean first = super.completeExceptionally(cause);
    if (first) {
      tell(now, Outcome.of(cause));
    }
    return first;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    long now = System.nanoTime();
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) { // Whether now or before.
      tell(now, Outcome.CANCELLED);
    }
    return cancelled;
  }

  private void tell(long now, Outcome outcome) {
    if (TOLD.compareAndSet(this, false, true)) {
      listener.commandEnded(command.name(), submitted ? now - submittedAt : 0, outcome);
    }
  }
}
