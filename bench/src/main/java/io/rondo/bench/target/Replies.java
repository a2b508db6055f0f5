package io.rondo.bench.target;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What adapters need of the replies of a batch, in which failures stand among values. */
final class Replies {
  private Replies() {}

  /** The last reply, unless there is a failure among them: that is thrown. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a connection has one type
  static <V> @Nullable V last(List<? extends @Nullable Object> replies) {
    for (Object reply : replies) {
      if (reply instanceof RuntimeException failure) {
        throw failure;
      }
    }
    return (V) replies.get(replies.size() - 1);
  }

  /** Hands the last reply, or the first failure, to a callback. */
  static <V> void deliverLast(
      @Nullable List<? extends @Nullable Object> replies,
      @Nullable Throwable failure,
      TargetConnection.Done<V> done) {
    V last = null;
    Throwable why = failure;
    if (replies != null) {
      try {
        last = last(replies);
      } catch (RuntimeException e) {
        why = e;
      }
    }
    done.accept(last, why);
  }

  /** Waits for the replies of SET and GET. */
  static <V> @Nullable V ofPair(CompletableFuture<?> stored, CompletableFuture<V> fetched) {
    stored.join();
    return fetched.join();
  }

  /** Hands over the replies of SET and GET, which come in this order. */
  @SuppressWarnings("FutureReturnValueIgnored") // failures arrive in the callback as well
  static <V> void deliverPair(
      CompletableFuture<?> stored, CompletableFuture<V> fetched, TargetConnection.Done<V> done) {
    fetched.whenComplete(
        (value, failure) -> done.accept(value, failure != null ? failure : failureOf(stored)));
  }

  private static @Nullable Throwable failureOf(CompletableFuture<?> complete) {
    if (!complete.isCompletedExceptionally()) {
      return null;
    }
    try {
      complete.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }
}
