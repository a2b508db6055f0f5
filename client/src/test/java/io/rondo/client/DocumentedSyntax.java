package io.rondo.client;

import io.rondo.resp.RespValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The syntax of a command as COMMAND DOCS has it, a tree of arguments with tokens, alternatives and
 * repetitions: <a href="https://redis.io/docs/latest/develop/reference/command-arguments/">Redis
 * command arguments</a>.
 */
final class DocumentedSyntax {
  /** A number, or a bound of a range, which may be excluded or infinite. */
  private static final String DOUBLE = "\\(?-?[0-9.]+(E-?[0-9]+)?|[-+]inf";

  private final List<String> words;

  private DocumentedSyntax(List<String> words) {
    this.words = words;
  }

  /** Whether {@code words} are what {@code arguments} document, to the last. */
  static boolean matches(List<RespValue> arguments, List<String> words) {
    return new DocumentedSyntax(words).sequence(arguments, 0).contains(words.size());
  }

  /** Where the words that match may end, if they begin at {@code start}. */
  private Set<Integer> sequence(List<RespValue> arguments, int start) {
    Set<Integer> ends = Set.of(start);
    for (RespValue argument : arguments) {
      Set<Integer> next = new TreeSet<>();
      for (int end : ends) {
        next.addAll(argument(ServerTable.properties(argument), end));
      }
      ends = next;
    }
    return ends;
  }

  private Set<Integer> argument(Map<String, RespValue> argument, int start) {
    Set<String> flags = new HashSet<>();
    if (argument.get("flags") instanceof RespValue.Array given) {
      given.elements().forEach(flag -> flags.add(ServerTable.text(flag)));
    }
    Set<Integer> ends = new TreeSet<>(once(argument, start, true));
    if (flags.contains("multiple")) {
      boolean tokenAgain = flags.contains("multiple_token");
      Set<Integer> latest = ends;
      while (!latest.isEmpty()) {
        Set<Integer> more = new TreeSet<>();
        latest.forEach(end -> more.addAll(once(argument, end, tokenAgain)));
        more.removeAll(ends);
        ends.addAll(more);
        latest = more;
      }
    }
    if (flags.contains("optional")) {
      ends.add(start);
    }
    return ends;
  }

  private Set<Integer> once(Map<String, RespValue> argument, int start, boolean withToken) {
    int from = start;
    RespValue token = argument.get("token");
    if (token != null && withToken) {
      if (!isWord(start, ServerTable.text(token))) {
        return Set.of();
      }
      from++;
    }
    return switch (ServerTable.text(property(argument, "type"))) {
      case "pure-token" -> Set.of(from);
      case "block" -> sequence(ServerTable.array(property(argument, "arguments")), from);
      case "oneof" -> anyOf(ServerTable.array(property(argument, "arguments")), from);
      case "integer", "unix-time" -> oneWord(from, isMisdocumented(argument) ? DOUBLE : "-?[0-9]+");
      case "double" -> oneWord(from, DOUBLE);
      default -> oneWord(from, "(?s).*");
    };
  }

  /** That of ZINCRBY is documented as an integer, and is not. */
  private static boolean isMisdocumented(Map<String, RespValue> argument) {
    return ServerTable.text(property(argument, "name")).equals("increment");
  }

  private static RespValue property(Map<String, RespValue> argument, String name) {
    return Objects.requireNonNull(argument.get(name), name);
  }

  private Set<Integer> anyOf(List<RespValue> arguments, int start) {
    Set<Integer> ends = new TreeSet<>();
    arguments.forEach(one -> ends.addAll(argument(ServerTable.properties(one), start)));
    return ends;
  }

  private boolean isWord(int index, String token) {
    // The empty token is documented as two quotes.
    String word = token.equals("\"\"") ? "" : token;
    return index < words.size() && words.get(index).equalsIgnoreCase(word);
  }

  private Set<Integer> oneWord(int index, String pattern) {
    boolean fits = index < words.size() && words.get(index).matches(pattern);
    return fits ? Set.of(index + 1) : Set.of();
  }
}
