package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.util.Map;

/** Commands about the connection itself. */
public sealed interface ConnectionCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** PING: {@code "PONG"}. */
  default Command<String> ping() {
    return Command.of(Names.PING, Replies.status());
  }

  /** PING with a message: the message. */
  default Command<V> ping(V message) {
    return Command.of(Names.PING, valueReply(), message);
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

  /** HELLO: what the server says of itself and the connection: version, protocol, role, modules. */
  default Command<Map<String, RespValue>> hello() {
    return Command.of(Names.HELLO, Vocabularies.bag());
  }

  /** HELLO with options, in RESP2: what {@link #hello()} gives. */
  default Command<Map<String, RespValue>> hello(HelloOptions options) {
    return Command.of(
        Names.HELLO, Vocabularies.bag(), Arguments.begin(2).addAll(options.arguments()).toArray());
  }

  /**
   * RESET: {@code "RESET"}. The connection is as new: user, database, name, WATCH and MULTI are
   * forgotten.
   */
  default Command<String> reset() {
    return Command.of(Names.RESET, Replies.status());
  }

  /** QUIT: {@code "OK"}; then the server closes the connection. */
  default Command<String> quit() {
    return Command.of(Names.QUIT, Replies.status());
  }
}
