package io.rondo.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are collected, then sent together in one flush, with no other command between them;
 * as a transaction they also run together, between MULTI and EXEC. Of one thread, and used once.
 *
 * <pre>{@code
 * Pipeline pipeline = connection.pipeline();
 * pipeline.add(TEXT.set("k", "v"));
 * CompletableFuture<Long> length = pipeline.add(TEXT.strlen("k"));
 * List<Object> replies = pipeline.run(); // ["OK", 1]
 * }</pre>
 */
public final class Pipeline {
  private final Route route;
  private final Connection connection;
  private final @Nullable PendingTransaction transaction;
  private final ReplyChain chain = new ReplyChain();

  /** Scripts that this carries whole; made for the first one. */
  private @Nullable Set<String> scripts;

  private boolean sent;

  private Pipeline(Route route, @Nullable PendingTransaction transaction) {
    this.route = route;
    this.connection = route.connection();
    this.transaction = transaction;
  }

  static Pipeline plain(Route route) {
    return new Pipeline(route, null);
  }

  static Pipeline transaction(Route route) {
    Connection connection = route.connection();
    return new Pipeline(route, connection.tracing().transaction(connection));
  }

  /**
   * Adds a command. Nothing is sent yet.
   *
   * @return its own reply, or its own error, once the pipeline was sent
   * @throws IllegalStateException if the pipeline was sent already
   */
  public <T extends @Nullable Object> CompletableFuture<T> add(Command<T> command) {
    requireUnsent();
    route.note(command);
    Command<T> ordered = inOrder(command);
    if (transaction != null) {
      return transaction.add(ordered);
    }
    PendingReply<T> reply = connection.reply(ordered);
    chain.add(reply);
    return reply;
  }

  /**
   * A script that the server does not know would be sent again, after the commands that follow it:
   * so it is sent whole at once, the first time.
   */
  private <T extends @Nullable Object> Command<T> inOrder(Command<T> command) {
    Script<?> script = command.script();
    if (script == null) {
      return command;
    }
    Set<String> whole = scripts;
    if (whole == null) {
      whole = new HashSet<>();
      scripts = whole;
    }
    return whole.add(script.sha1()) ? Objects.requireNonNull(command.whole()) : command;
  }

  /** How many commands were added. */
  public int size() {
    return transaction != null ? transaction.size() : chain.commands();
  }

  private CompletableFuture<?> future(int index) {
    return transaction != null ? transaction.future(index) : chain.replies().get(index);
  }

  /**
   * Sends all commands in one flush and waits for all replies.
   *
   * @return the replies in the order of the commands; in place of one that failed, its {@link
   *     RedisException}
   * @throws RedisTransactionAbortedException if this is a transaction and it was not executed
   * @throws IllegalStateException if called on an event-loop thread, or a second time
   */
  public List<@Nullable Object> run() {
    LoopDriver.refuseOnLoop();
    if (!prepare()) {
      return List.of();
    }
    if (enter()) {
      connection.tracing().awaits(chain);
      try {
        connection.driver().execute(chain);
      } finally {
        route.exit();
      }
      connection.tracing().resumed(chain);
    }
    if (transaction != null) {
      Replied.value(transaction);
    }
    return replies();
  }

  /**
   * Sends all commands in one flush and does not wait.
   *
   * @return what {@link #run} returns; it fails only where {@code run} throws
   */
  public CompletableFuture<List<@Nullable Object>> send() {
    if (!prepare()) {
      return CompletableFuture.completedFuture(List.of());
    }
    if (enter()) {
      connection.submit(chain);
      route.exit();
    }
    CompletableFuture<?> all =
        transaction != null
            ? transaction
            : CompletableFuture.allOf(chain.replies().toArray(CompletableFuture<?>[]::new))
                .exceptionally(one -> null);
    return all.thenApply(done -> replies());
  }

  /** Begins to use the connection; fails all commands if it was given back. */
  private boolean enter() {
    boolean entered = route.enter();
    if (!entered) {
      chain.fail(Lease.givenBack("pipeline"));
    }
    return entered;
  }

  /** Whether there is anything to send. */
  private boolean prepare() {
    requireUnsent();
    sent = true;
    if (size() == 0) {
      return false;
    }
    long now = System.nanoTime();
    if (transaction != null) {
      chain.add(transaction);
      connection.observe(transaction, now);
    }
    chain.submittedAt(now);
    return true;
  }

  private void requireUnsent() {
    if (sent) {
      throw new IllegalStateException("the pipeline was sent: take a new one from the connection");
    }
  }

  private List<@Nullable Object> replies() {
    int size = size();
    List<@Nullable Object> replies = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      try {
        replies.add(future(i).getNow(null));
      } catch (CompletionException e) {
        replies.add(e.getCause());
      } catch (CancellationException e) {
        replies.add(e);
      }
    }
    return replies;
  }
}
