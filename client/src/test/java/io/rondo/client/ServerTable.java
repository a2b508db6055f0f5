package io.rondo.client;

import static io.rondo.client.Commands.TEXT;

import io.rondo.resp.RespValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a live server says of its commands, in COMMAND and, from Redis 7 on, in COMMAND DOCS. */
final class ServerTable {
  private static final int SUBCOMMANDS = 9;

  private final Map<String, Entry> entries = new TreeMap<>();
  private final boolean documented;

  /**
   * A command that is no mere container of others.
   *
   * @param arity the number of words, or if negative the least
   * @param since the version that it came with, if there is a documentation
   * @param arguments their documentation, if there is one
   */
  record Entry(int arity, @Nullable String since, @Nullable List<RespValue> arguments) {
    boolean takes(int words) {
      return arity >= 0 ? words == arity : words >= -arity;
    }

    /** Whether it came with a version up to 7.0. */
    boolean isOfSeven() {
      return since == null || since.compareTo("7.1") < 0;
    }
  }

  ServerTable(RedisConnection redis, boolean documented) {
    this.documented = documented;
    Map<String, Map<String, RespValue>> docs = new HashMap<>();
    if (documented) {
      redis.sync().run(TEXT.commandDocs()).forEach((name, doc) -> collectDocs(docs, name, doc));
    }
    for (RespValue command : array(redis.sync().run(TEXT.command()))) {
      add(array(command), docs);
    }
  }

  private static void collectDocs(
      Map<String, Map<String, RespValue>> docs, String name, RespValue doc) {
    Map<String, RespValue> properties = properties(doc);
    docs.put(words(name), properties);
    RespValue subcommands = properties.get("subcommands");
    if (subcommands != null) {
      properties(subcommands).forEach((sub, of) -> collectDocs(docs, sub, of));
    }
  }

  private void add(List<RespValue> command, Map<String, Map<String, RespValue>> docs) {
    String name = words(text(command.get(0)));
    List<RespValue> subcommands =
        command.size() > SUBCOMMANDS ? array(command.get(SUBCOMMANDS)) : List.of();
    subcommands.forEach(sub -> add(array(sub), docs));
    if (!subcommands.isEmpty() && !name.equals("COMMAND")) {
      return;
    }
    Map<String, RespValue> doc = docs.getOrDefault(name, Map.of());
    RespValue arguments = doc.get("arguments");
    RespValue since = doc.get("since");
    entries.put(
        name,
        new Entry(
            Math.toIntExact(((RespValue.Int) command.get(1)).value()),
            since == null ? null : text(since),
            arguments == null ? null : array(arguments)));
  }

  /** Whether the server documents its commands, and lists subcommands as such. */
  boolean isDocumented() {
    return documented;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /** The longest beginning of {@code words} that is a command of the server, or null. */
  @Nullable String nameOf(List<String> words) {
    for (int length = Math.min(2, words.size()); length > 0; length--) {
      String name = String.join(" ", words.subList(0, length)).toUpperCase(Locale.ROOT);
      if (entries.containsKey(name)) {
        return name;
      }
    }
    return null;
  }

  /** {@code config|get} as {@code CONFIG GET}. */
  private static String words(String name) {
    return name.replace('|', ' ').toUpperCase(Locale.ROOT);
  }

  static List<RespValue> array(RespValue value) {
    return ((RespValue.Array) value).elements();
  }

  static String text(RespValue value) {
    return value instanceof RespValue.Bulk bulk
        ? bulk.text()
        : ((RespValue.SimpleString) value).text();
  }

  /** Names and values in turn. */
  static Map<String, RespValue> properties(RespValue value) {
    List<RespValue> turns = array(value);
    Map<String, RespValue> properties = new HashMap<>();
    for (int i = 0; i < turns.size(); i += 2) {
      properties.put(text(turns.get(i)), turns.get(i + 1));
    }
    return properties;
  }

  /** The words of a command as text. */
  static List<String> words(Command<?> command) {
    List<String> words = new ArrayList<>();
    for (Object word : command.words()) {
      words.add(word instanceof byte[] ? "bytes" : word.toString());
    }
    return words;
  }

  @Override
  public String toString() {
    return entries.keySet().stream().collect(Collectors.joining(", "));
  }
}
