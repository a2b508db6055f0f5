package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.SampleCommands.Sample;
import io.rondo.client.support.ServerVersion;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares the vocabulary with what a live server says of its commands. */
class VocabularyTableTest {
  /** What servers before Redis 7 know but do not list. */
  private static final Set<String> LISTED_SINCE_SEVEN = Set.of("QUIT");

  /** What had no options before Redis 7. */
  private static final Set<String> GREW_IN_SEVEN =
      Set.of("EXPIRE", "EXPIREAT", "PEXPIRE", "PEXPIREAT", "XSETID");

  private static ServerTable server;

  @BeforeAll
  static void askTheServer() {
    try (RedisClient client =
            RedisClient.create(
                RedisOptions.create().withAddress("127.0.0.1", TestRedis.shared().port()));
        RedisConnection redis = client.connect()) {
      server = new ServerTable(redis, ServerVersion.of(redis).isAtLeast(7, 0));
    }
  }

  private static List<Sample> samples() {
    return SampleCommands.methods().stream().flatMap(m -> SampleCommands.of(m).stream()).toList();
  }

  /** The names of the vocabulary as the server has them: the options of a name left out. */
  private static Set<String> vocabulary() {
    return samples().stream()
        .map(sample -> sample.command().name())
        .map(name -> name.equals("SHUTDOWN ABORT") ? "SHUTDOWN" : name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @TestFactory
  Stream<DynamicTest> everyCommandHasTheServersArityAndSyntax() {
    return SampleCommands.methods().stream()
        .map(
            method ->
                DynamicTest.dynamicTest(
                    method.getName() + Arrays.toString(method.getParameterTypes()),
                    () -> SampleCommands.of(method).forEach(VocabularyTableTest::check)));
  }

  private static void check(Sample sample) {
    List<String> words = ServerTable.words(sample.command());
    String name = server.nameOf(words);
    if (name == null) {
      assertTrue(isNewerThanTheServer(sample.command().name()), () -> "unknown: " + words);
      return;
    }
    ServerTable.Entry entry = Objects.requireNonNull(server.entries().get(name));
    boolean grew = !server.isDocumented() && GREW_IN_SEVEN.contains(name);
    assertTrue(
        entry.takes(words.size()) || (grew && words.size() > entry.arity()),
        () -> "arity is " + entry.arity() + ": " + words);
    List<String> arguments = words.subList(name.split(" ", -1).length, words.size());
    if (entry.arguments() != null) {
      assertTrue(
          DocumentedSyntax.matches(entry.arguments(), arguments), () -> "not documented: " + words);
    } else if (server.isDocumented()) {
      // Commands about commands, whose arguments are theirs, are documented without arguments.
      assertTrue(arguments.isEmpty() || name.startsWith("COMMAND GETKEYS"), words::toString);
    }
  }

  private static boolean isNewerThanTheServer(String name) {
    return !server.isDocumented()
        && (sinceSeven().contains(name) || LISTED_SINCE_SEVEN.contains(name));
  }

  @Test
  void whatTheServerKnowsIsInTheVocabularyOrExcluded() {
    Set<String> known = vocabulary();
    Map<String, Boolean> excluded = excluded();
    for (Map.Entry<String, ServerTable.Entry> command : server.entries().entrySet()) {
      String name = command.getKey();
      boolean isKnown = known.contains(name) || isContainer(name, known);
      boolean isExcluded =
          excluded.containsKey(name)
              || excluded.containsKey(name.split(" ", -1)[0])
              || isContainer(name, excluded.keySet());
      if (command.getValue().isOfSeven()) {
        assertTrue(isKnown || isExcluded, name + " is neither in the vocabulary nor excluded");
      }
      assertTrue(
          !(known.contains(name) && excluded.containsKey(name)), name + " is known and excluded");
    }
  }

  /** Before Redis 7, a server lists a command with subcommands as one. */
  private static boolean isContainer(String name, Set<String> names) {
    return !server.isDocumented()
        && names.stream().anyMatch(longer -> longer.startsWith(name + " "));
  }

  @Test
  void whatIsExcludedIsKnownToTheServer() {
    Set<String> names = new TreeSet<>();
    server.entries().keySet().forEach(name -> names.addAll(List.of(name, name.split(" ", -1)[0])));
    excluded()
        .forEach(
            (name, oldServerAlone) -> {
              String looked = server.isDocumented() ? name : name.split(" ", -1)[0];
              boolean expected = oldServerAlone ? !server.isDocumented() : !isNewOrSharded(name);
              assertEquals(expected, names.contains(looked), name);
            });
  }

  /** What an old server does not know: sharded channels, functions. */
  private static boolean isNewOrSharded(String name) {
    return !server.isDocumented()
        && List.of("SSUBSCRIBE", "SUNSUBSCRIBE", "FUNCTION HELP").contains(name);
  }

  @Test
  void whatIsNewInSevenIsListed() {
    if (server.isDocumented()) {
      Set<String> newInSeven = new TreeSet<>();
      for (String name : vocabulary()) {
        ServerTable.Entry entry = server.entries().get(name);
        assertNotNull(entry, name);
        if (Objects.requireNonNull(entry.since()).startsWith("7.0")) {
          newInSeven.add(name);
        }
      }
      assertEquals(String.join("\n", newInSeven), String.join("\n", sinceSeven()));
    } else {
      for (String name : vocabulary()) {
        String word = name.split(" ", -1)[0];
        boolean isNew = isNewerThanTheServer(name) && !isContainer(word, known(word));
        assertEquals(!isNew, server.entries().containsKey(word), name);
      }
    }
  }

  /** The commands of a container that an old server has, too. */
  private static Set<String> known(String container) {
    Set<String> names = vocabulary();
    names.removeIf(name -> !name.startsWith(container + " ") || sinceSeven().contains(name));
    return names;
  }

  private static Set<String> sinceSeven() {
    return new TreeSet<>(lines("/commands-since-7.0.txt"));
  }

  /** Names, and whether it is one of an old server alone. */
  private static Map<String, Boolean> excluded() {
    Map<String, Boolean> excluded = new TreeMap<>();
    for (String line : lines("/excluded-commands.txt")) {
      int end = line.indexOf(" - ");
      assertTrue(end > 0 && end + 3 < line.length(), () -> "no reason: " + line);
      String name = line.substring(0, end);
      boolean oldServerAlone = name.endsWith(" (6.2)");
      excluded.put(oldServerAlone ? name.substring(0, name.length() - 6) : name, oldServerAlone);
    }
    return excluded;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = VocabularyTableTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
