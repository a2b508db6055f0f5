package io.rondo.client;

import io.rondo.resp.Replies;
import org.jspecify.annotations.Nullable;

/** Commands about the connection itself. */
public sealed interface ConnectionCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** PING: {@code "PONG"}. */
  default Command<String> ping() {
    return Command.of(Names.PING, Replies.status());
  }

  /** ECHO: the message. */
  default Command<V> echo(V message) {
    return Command.of(Names.ECHO, valueReply(), message);
  }

  /** AUTH of the default user: {@code "OK"}. */
  default Command<String> auth(String password) {
    return Command.of(Names.AUTH, Replies.status(), password);
  }

  /** AUTH of an ACL user: {@code "OK"}. */
  default Command<String> auth(String username, String password) {
    return Command.of(Names.AUTH, Replies.status(), username, password);
  }

  /** SELECT: {@code "OK"}. Concerns every command that follows on the connection. */
  default Command<String> select(int database) {
    return Command.of(Names.SELECT, Replies.status(), database);
  }

  /** CLIENT SETNAME: {@code "OK"}. */
  default Command<String> clientSetName(String name) {
    return Command.of(Names.CLIENT_SETNAME, Replies.status(), name);
  }

  /**
   * CLIENT GETNAME: the name, or {@code null} (in some versions an empty text) if there is none.
   */
  default Command<@Nullable String> clientGetName() {
    return Command.of(Names.CLIENT_GETNAME, Replies.string());
  }

  /** CLIENT ID: the number of the connection, unique in the server. */
  default Command<Long> clientId() {
    return Command.of(Names.CLIENT_ID, Replies.integer());
  }
}
