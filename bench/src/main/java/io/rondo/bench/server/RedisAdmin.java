package io.rondo.bench.server;

import io.rondo.bench.common.BenchException;
import io.rondo.bench.common.Passwords;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import io.rondo.client.RedisException;
import io.rondo.client.RedisOptions;
import io.rondo.client.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the bench asks and tells a server beside the measurement. */
public final class RedisAdmin implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> SETTINGS =
      List.of("save", "appendonly", "io-threads", "maxmemory", "databases");

  private final String shownAddress;
  private final RedisClient client;
  private final RedisConnection connection;

  private RedisAdmin(String shownAddress, RedisClient client, RedisConnection connection) {
    this.shownAddress = shownAddress;
    this.client = client;
    this.connection = connection;
  }

  /** Connects and sees that a Redis answers; says in one line what is there instead. */
  @SuppressWarnings("resource") // the connection lives as long as this object
  public static RedisAdmin connect(String uri) {
    String shown = Passwords.hide(uri);
    RedisClient client = client(uri);
    try {
      RedisAdmin admin = new RedisAdmin(shown, client, client.connect());
      admin.connection.sync().run(Commands.TEXT.ping());
      return admin;
    } catch (RedisException e) {
      client.close();
      throw new BenchException(
          "no Redis that can be measured at "
              + shown
              + ": "
              + Passwords.hide(BenchException.oneLine(e))
              + "; check address, user and password",
          e);
    }
  }

  private static RedisClient client(String uri) {
    try {
      return RedisClient.create(
          RedisOptions.parse(uri).withTransport(Transport.NIO).withCommandTimeout(PATIENCE));
    } catch (IllegalArgumentException e) {
      throw new BenchException(Passwords.hide(BenchException.oneLine(e)), e);
    }
  }

  /** The fields of {@code INFO server}. */
  public Map<String, String> info() {
    return ask("INFO", redis -> fields(redis.sync().run(Commands.TEXT.info("server"))));
  }

  static Map<String, String> fields(String info) {
    Map<String, String> fields = new LinkedHashMap<>();
    info.lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> fields.put(pair[0], pair[1].strip()));
    return fields;
  }

  /**
   * What the server has counted of SET and GET so far.
   *
   * @param micros that it spent on them, by its own clock
   */
  public record CommandTime(long calls, long micros) {
    /** Nanoseconds of a command since then; null where the server does not count. */
    public @Nullable Double nanosPerCommandSince(CommandTime before) {
      long more = calls - before.calls;
      return more > 0 ? (micros - before.micros) * 1_000.0 / more : null;
    }
  }

  /** From {@code INFO commandstats}; zeros where the server does not tell. */
  public CommandTime commandTime() {
    Map<String, String> all =
        ask("INFO", redis -> fields(redis.sync().run(Commands.TEXT.info("commandstats"))));
    long calls = 0;
    long micros = 0;
    for (String command : List.of("set", "get")) {
      for (String field : all.getOrDefault("cmdstat_" + command, "").split(",", -1)) {
        if (field.startsWith("calls=")) {
          calls += Long.parseLong(field.substring("calls=".length()));
        } else if (field.startsWith("usec=")) {
          micros += Long.parseLong(field.substring("usec=".length()));
        }
      }
    }
    return new CommandTime(calls, micros);
  }

  /** The settings that matter to a measurement; empty where the server does not tell. */
  public Map<String, String> configuration() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : SETTINGS) {
      try {
        settings.putAll(connection.sync().run(Commands.TEXT.configGet(name)));
      } catch (RedisException e) {
        return Map.of(); // managed servers refuse CONFIG; what they are set to stays unknown
      }
    }
    return settings;
  }

  /** Keys in the selected database. */
  public long keys() {
    return ask("DBSIZE", redis -> redis.sync().run(Commands.TEXT.dbSize()));
  }

  /** Those of the keys that are there. */
  public List<String> present(List<String> keys) {
    return keys.stream()
        .filter(key -> ask("EXISTS", redis -> redis.sync().run(Commands.TEXT.exists(key))) > 0)
        .toList();
  }

  /** Deletes these keys. */
  public void delete(List<String> keys) {
    ask("DEL", redis -> redis.sync().run(Commands.TEXT.del(keys.toArray(String[]::new))));
  }

  /** Deletes every key of the selected database. */
  public void flush() {
    ask("FLUSHDB", redis -> redis.sync().run(Commands.TEXT.flushDb()));
  }

  private <T> T ask(String command, Function<RedisConnection, T> question) {
    try {
      return question.apply(connection);
    } catch (RedisException e) {
      throw new BenchException(
          command + " failed at " + shownAddress + ": " + BenchException.oneLine(e), e);
    }
  }

  @Override
  public void close() {
    connection.close();
    client.close();
  }
}
