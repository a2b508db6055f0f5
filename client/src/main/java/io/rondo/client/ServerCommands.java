package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about the server. */
public sealed interface ServerCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /**
   * INFO: the sections asked for, or the default ones, as {@code name:value} lines under {@code #
   * Section}.
   */
  default Command<String> info(String... sections) {
    return Command.of(Names.INFO, Replies.string(), (Object[]) sections);
  }

  /** CONFIG GET: parameters that match the glob patterns, and their values. */
  default Command<Map<String, String>> configGet(String... patterns) {
    return Command.of(
        Names.CONFIG_GET,
        Replies.map(Replies.string(), Replies.string()),
        (Object[]) Arguments.requireSome("pattern", patterns));
  }

  /** CONFIG SET of one parameter: {@code "OK"}. */
  default Command<String> configSet(String parameter, String value) {
    return Command.of(Names.CONFIG_SET, Replies.status(), parameter, value);
  }

  /** CONFIG SET of several parameters at once (Redis 7): {@code "OK"}. */
  default Command<String> configSet(Map<String, String> parameters) {
    return Command.of(Names.CONFIG_SET, Replies.status(), Arguments.of(parameters));
  }

  /** DBSIZE: the number of keys in the database. */
  default Command<Long> dbSize() {
    return Command.of(Names.DBSIZE, Replies.integer());
  }

  /** FLUSHALL: {@code "OK"}; all keys of all databases are gone. */
  default Command<String> flushAll() {
    return Command.of(Names.FLUSHALL, Replies.status());
  }

  /** FLUSHDB: {@code "OK"}; all keys of the database are gone. */
  default Command<String> flushDb() {
    return Command.of(Names.FLUSHDB, Replies.status());
  }

  /** COMMAND: what the server knows of its commands, an array of arrays. */
  default Command<RespValue> command() {
    return Command.of(Names.COMMAND, Replies.tree());
  }

  /**
   * SHUTDOWN: {@code null}. The server answers by closing the connection, which is this command's
   * success; an error reply is its failure.
   *
   * @param save whether to save the data set first
   */
  default Command<@Nullable String> shutdown(boolean save) {
    return Command.of(Names.SHUTDOWN, Replies.status(), save ? "SAVE" : "NOSAVE");
  }
}
