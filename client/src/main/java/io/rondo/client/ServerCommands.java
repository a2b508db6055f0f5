package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Commands about the server: configuration, persistence, replication, its end. */
public sealed interface ServerCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /**
   * INFO: the sections asked for (several: Redis 7), or the default ones, as {@code name:value}
   * lines under {@code # Section}.
   */
  default Command<String> info(String... sections) {
    return Command.of(Names.INFO, Replies.string(), (Object[]) sections);
  }

  /**
   * CONFIG GET: parameters that match the glob pattern, or one of several (Redis 7), and their
   * values.
   */
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
    return Command.of(
        Names.CONFIG_SET,
        Replies.status(),
        Arguments.of(Arguments.requireSome("parameter", parameters)));
  }

  /** CONFIG RESETSTAT: {@code "OK"}; what INFO counts begins at zero again. */
  default Command<String> configResetStat() {
    return Command.of(Names.CONFIG_RESETSTAT, Replies.status());
  }

  /**
   * CONFIG REWRITE: {@code "OK"}; the configuration file says what was set. An error if the server
   * has no such file.
   */
  default Command<String> configRewrite() {
    return Command.of(Names.CONFIG_REWRITE, Replies.status());
  }

  /** DBSIZE: the number of keys in the database. */
  default Command<Long> dbSize() {
    return Command.of(Names.DBSIZE, Replies.integer());
  }

  /** FLUSHALL: {@code "OK"}; all keys of all databases are gone. */
  default Command<String> flushAll() {
    return Command.of(Names.FLUSHALL, Replies.status());
  }

  /** FLUSHALL with a mode: {@code "OK"}; all keys of all databases are gone. */
  default Command<String> flushAll(FlushMode mode) {
    return Command.of(Names.FLUSHALL, Replies.status(), mode.name());
  }

  /** FLUSHDB: {@code "OK"}; all keys of the database are gone. */
  default Command<String> flushDb() {
    return Command.of(Names.FLUSHDB, Replies.status());
  }

  /** FLUSHDB with a mode: {@code "OK"}; all keys of the database are gone. */
  default Command<String> flushDb(FlushMode mode) {
    return Command.of(Names.FLUSHDB, Replies.status(), mode.name());
  }

  /** SWAPDB: {@code "OK"}; whoever uses one database has the keys of the other. */
  default Command<String> swapDb(int first, int second) {
    return Command.of(Names.SWAPDB, Replies.status(), first, second);
  }

  /** SAVE: {@code "OK"} when the data set is saved. Nothing else runs meanwhile. */
  default Command<String> save() {
    return Command.of(Names.SAVE, Replies.status());
  }

  /** BGSAVE: what the server says when it begins to save in the background. */
  default Command<String> bgSave() {
    return Command.of(Names.BGSAVE, Replies.status());
  }

  /** BGSAVE SCHEDULE: what the server says; while it rewrites its log, it saves afterwards. */
  default Command<String> bgSaveSchedule() {
    return Command.of(Names.BGSAVE, Replies.status(), "SCHEDULE");
  }

  /** BGREWRITEAOF: what the server says when it begins to rewrite its log in the background. */
  default Command<String> bgRewriteAof() {
    return Command.of(Names.BGREWRITEAOF, Replies.status());
  }

  /** LASTSAVE: when the data set was last saved, in seconds. */
  default Command<Instant> lastSave() {
    return Command.of(
        Names.LASTSAVE, Replies.mapped(Replies.integer(), Instant::ofEpochSecond, "a time"));
  }

  /** TIME: the server's clock, in microseconds. */
  default Command<Instant> time() {
    return Command.of(
        Names.TIME,
        Vocabularies.present(
            Tuple.reply(
                "seconds and microseconds",
                time ->
                    Instant.ofEpochSecond(
                        time.<Long>at(0), TimeUnit.MICROSECONDS.toNanos(time.<Long>at(1))),
                Replies.integer(),
                Replies.integer())));
  }

  /** LOLWUT: a picture, and the server's version. */
  default Command<String> lolwut() {
    return Command.of(Names.LOLWUT, Replies.string());
  }

  /** LOLWUT of a version: the picture that it had. */
  default Command<String> lolwut(int version) {
    return Command.of(Names.LOLWUT, Replies.string(), "VERSION", version);
  }

  /**
   * ROLE: an array that begins with {@code "master"}, {@code "slave"} or {@code "sentinel"}; the
   * rest differs.
   */
  default Command<RespValue> role() {
    return Command.of(Names.ROLE, Replies.tree());
  }

  /** REPLICAOF: {@code "OK"}; the server becomes a replica of another, and loses its own keys. */
  default Command<String> replicaOf(String host, int port) {
    return Command.of(Names.REPLICAOF, Replies.status(), host, port);
  }

  /** REPLICAOF NO ONE: {@code "OK"}; the server is a master and keeps its keys. */
  default Command<String> replicaOfNoOne() {
    return Command.of(Names.REPLICAOF, Replies.status(), "NO", "ONE");
  }

  /**
   * FAILOVER: {@code "OK"} when it begins; a replica becomes the master in place of this server.
   */
  default Command<String> failover(FailoverOptions options) {
    return Command.of(Names.FAILOVER, Replies.status(), options.arguments().toArray());
  }

  /** FAILOVER ABORT: {@code "OK"}; an error if there is none under way. */
  default Command<String> failoverAbort() {
    return Command.of(Names.FAILOVER, Replies.status(), "ABORT");
  }

  /**
   * SHUTDOWN: {@code null}. The server answers by closing the connection, which is this command's
   * success; an error reply is its failure.
   *
   * @param save whether to save the data set first
   */
  default Command<@Nullable String> shutdown(boolean save) {
    return shutdown(save ? ShutdownOptions.NONE.saving() : ShutdownOptions.NONE.notSaving());
  }

  /**
   * SHUTDOWN with options: {@code null}. The server answers by closing the connection, which is
   * this command's success; an error reply is its failure.
   */
  default Command<@Nullable String> shutdown(ShutdownOptions options) {
    return Command.of(Names.SHUTDOWN, Replies.status(), options.arguments().toArray());
  }

  /** SHUTDOWN ABORT (Redis 7): {@code "OK"}; an error if no shutdown is under way. */
  default Command<String> shutdownAbort() {
    return Command.of(Names.SHUTDOWN_ABORT, Replies.status());
  }
}
