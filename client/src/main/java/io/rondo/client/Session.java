package io.rondo.client;

import io.rondo.resp.RespParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server remembers of a connection, so that it can be restored when that is opened again:
 * as whom it authenticated, its database, its name. As the options have it at first, then as the
 * commands say that the server has answered: AUTH, HELLO, SELECT, CLIENT SETNAME, RESET.
 *
 * <p>WATCH and MULTI cannot be restored, and must not be forgotten in silence: an EXEC after them
 * would be executed although a watched key has changed meanwhile, and commands meant for a
 * transaction would be executed one by one. So when a connection is lost with such in effect, EXEC
 * (a {@link Pipeline} that is a transaction too) is refused here, once, and after a MULTI so is
 * every command before it; UNWATCH, DISCARD and RESET end that too.
 *
 * <p>Owned by the loop.
 */
final class Session {
  private @Nullable String username;
  private @Nullable String password;
  private int database;
  private @Nullable String name;

  private boolean watches;
  private boolean inMulti;

  /** Replies of the connection when MULTI, by hand, was answered. */
  private long multiAt;

  /** What the server has queued since, of what would change what it remembers. */
  private final List<Queued> inTransaction = new ArrayList<>();

  /**
   * @param index of its result among those of EXEC
   */
  private record Queued(Command<?> command, int index) {}

  private boolean quit;

  /** What was in effect when the connection was lost. */
  private boolean lostWatch;

  private boolean lostMulti;

  Session(RedisOptions options) {
    username = options.username();
    password = options.password();
    database = options.database();
    name = options.clientName();
  }

  /** What must be said before any other command. */
  List<Command<?>> restore() {
    List<Command<?>> commands = new ArrayList<>();
    if (password != null) {
      commands.add(
          username == null ? Commands.TEXT.auth(password) : Commands.TEXT.auth(username, password));
    }
    if (database != 0) {
      commands.add(Commands.TEXT.select(database));
    }
    if (name != null) {
      commands.add(Commands.TEXT.clientSetName(name));
    }
    return commands;
  }

  /** Whether the server was asked to end the connection, and said yes. */
  boolean hasQuit() {
    return quit;
  }

  // --- what the server has answered ---

  /**
   * The server has answered {@code command}, which {@link CommandName#concernsSession}.
   *
   * @param reply has just read the reply; what the command's own decoder makes of it does not count
   * @param position how many replies of the connection there are, with this one
   */
  void answered(Command<?> command, RespParser reply, long position) {
    boolean taken = !reply.isError();
    switch (command.upperCaseName()) {
      case "EXEC" -> {
        List<Queued> executed = List.copyOf(inTransaction);
        endTransaction(); // EXECABORT ends it too.
        executed.forEach(one -> executedInTransaction(one.command, reply, one.index));
      }
      case "DISCARD", PendingTransaction.NAME -> endTransaction();
      case "MULTI" -> {
        if (taken) {
          inMulti = true;
          multiAt = position;
        } else {
          multiAt++; // Refused within a transaction, it is none of what EXEC answers.
        }
      }
      case "WATCH" -> {
        watches |= taken;
        multiAt += taken ? 0 : 1;
      }
      case "UNWATCH" -> watches &= !taken;
      case "QUIT" -> quit |= taken;
      case "RESET" -> {
        if (taken) {
          reset();
        }
      }
      default -> {
        if (taken && inMulti) {
          inTransaction.add(new Queued(command, (int) (position - multiAt) - 1));
        } else if (taken) {
          changed(command);
        }
      }
    }
  }

  /** The same of the command {@code index} of a transaction, where {@code exec} is EXEC's reply. */
  void executedInTransaction(Command<?> command, RespParser exec, int index) {
    if (!exec.isError() && !exec.isNull() && !exec.isErrorAt(index)) {
      changed(command);
    }
  }

  private void changed(Command<?> command) {
    try {
      switch (command.upperCaseName()) {
        case "AUTH" -> authenticated(argumentsOf(command, 1));
        case "SELECT" -> database = Integer.parseInt(argumentsOf(command, 1).get(0));
        case "CLIENT SETNAME" -> named(argumentsOf(command, 2).get(0));
        case "HELLO" -> hello(command.textWords());
        default -> {} // WATCH is refused in a transaction, and MULTI too.
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // No Redis takes such a command: what this server makes of it nobody can know.
    }
  }

  private static List<String> argumentsOf(Command<?> command, int wordsOfName) {
    List<String> words = command.textWords();
    return words.subList(wordsOfName, words.size());
  }

  private void named(String nameOrNone) {
    name = nameOrNone.isEmpty() ? null : nameOrNone;
  }

  private void authenticated(List<String> credentials) {
    username = credentials.size() > 1 ? credentials.get(0) : null;
    password = credentials.get(credentials.size() - 1);
  }

  private void hello(List<String> words) {
    for (int i = 2; i < words.size(); i++) {
      if (words.get(i).equalsIgnoreCase("AUTH") && i + 2 < words.size()) {
        authenticated(words.subList(i + 1, i + 3));
        i += 2;
      } else if (words.get(i).equalsIgnoreCase("SETNAME") && i + 1 < words.size()) {
        name = words.get(i + 1);
        i++;
      }
    }
  }

  private void endTransaction() {
    watches = false;
    inMulti = false;
    inTransaction.clear();
  }

  private void reset() {
    endTransaction();
    username = null;
    password = null;
    database = 0;
    name = null;
  }

  // --- what is lost with a channel ---

  /** {@code command} was in flight when the connection was lost: it may have been executed. */
  void maybeExecuted(Command<?> command) {
    switch (command.upperCaseName()) {
      case "MULTI" -> inMulti = true; // What follows it must not be executed outside of it.
      case "EXEC", "DISCARD", "RESET", PendingTransaction.NAME ->
          endTransaction(); // Over either way, and its caller knows.
      case "UNWATCH" -> watches = false;
      default -> {} // As it was: its caller knows that it may have failed.
    }
  }

  /** The connection was lost; what was in flight was told before. */
  void lost() {
    lostWatch |= watches;
    lostMulti |= inMulti;
    endTransaction();
  }

  /** Whether {@link #refusal} must be asked. */
  boolean hasLostSomething() {
    return lostWatch || lostMulti;
  }

  /** Why {@code command}, which is about to be written, must not be, or {@code null} if it may. */
  @Nullable RedisException refusal(Command<?> command) {
    boolean multi = lostMulti;
    switch (command.upperCaseName()) {
      case "EXEC", PendingTransaction.NAME -> {
        lostWatch = false;
        lostMulti = false;
        return new RedisTransactionAbortedException(
            "the transaction was not executed: the connection was lost "
                + (multi ? "within it" : "while keys were watched, which may have changed")
                + "; not sent",
            Fate.NOT_SENT);
      }
      case "DISCARD", "RESET" -> {
        lostWatch = false;
        lostMulti = false;
        return null;
      }
      case "UNWATCH" -> lostWatch = false;
      default -> {}
    }
    return multi
        ? new RedisTransactionAbortedException(
            command + ": the connection was lost after MULTI, before EXEC or DISCARD; not sent",
            Fate.NOT_SENT)
        : null;
  }
}
