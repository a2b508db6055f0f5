package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every method of the vocabulary, called with samples of its parameters: of each enumeration all
 * constants, of options none, each alone and all together.
 */
final class SampleCommands {
  private static final Map<Class<?>, List<Object>> VALUES =
      Map.ofEntries(
          Map.entry(Object.class, List.of("one", "two")),
          Map.entry(Object[].class, List.of(array("one"), array("one", "two"))),
          Map.entry(String[].class, List.of(new String[] {"one"}, new String[] {"one", "two"})),
          Map.entry(Long[].class, List.<Object>of(new Long[] {1L}, new Long[] {1L, 2L})),
          Map.entry(double[].class, List.of(new double[] {1, 2.5})),
          Map.entry(byte[].class, List.of(new byte[] {1})),
          Map.entry(boolean.class, List.of(false, true)),
          Map.entry(int.class, List.of(1)),
          Map.entry(long.class, List.of(1L)),
          Map.entry(double.class, List.of(1.5)),
          Map.entry(List.class, List.of(List.of(), List.of("one", "two"))),
          Map.entry(Duration.class, List.of(Duration.ofMillis(1500), Duration.ofSeconds(2))),
          Map.entry(Instant.class, List.of(Instant.ofEpochMilli(1500), Instant.ofEpochSecond(2))),
          Map.entry(GeoPoint.class, List.of(new GeoPoint(13.4, 52.5))),
          Map.entry(ReplyDecoder.class, List.of(Replies.tree())),
          Map.entry(Command.class, List.of(Commands.TEXT.get("one"))),
          Map.entry(Script.class, List.of(Script.of("return 1", Replies.tree()))),
          Map.entry(
              ScoreRange.class,
              List.of(ScoreRange.ALL, ScoreRange.of(1, 2), ScoreRange.ALL.above(1).below(2))),
          Map.entry(
              LexRange.class, List.of(LexRange.ALL, LexRange.ALL.from("a").below(new byte[] {1}))),
          Map.entry(
              SortedSetRange.class,
              List.of(
                  SortedSetRange.byRank(0, -1).reversed(),
                  SortedSetRange.byScore(ScoreRange.ALL).limit(0, 1),
                  SortedSetRange.byLex(LexRange.ALL).reversed().limit(0, 1))),
          Map.entry(
              GeoSearch.class,
              List.of(
                  GeoSearch.from(13, 52).withinRadius(1, GeoUnit.FT),
                  GeoSearch.fromMember("one").withinBox(1, 2, GeoUnit.KM).order(SortOrder.ASC),
                  GeoSearch.fromMember(new byte[] {1}).withinRadius(1, GeoUnit.M).count(1),
                  GeoSearch.from(13, 52).withinRadius(1, GeoUnit.M).countAny(1))));

  /** Texts that must be of a certain form, by the names of parameters. */
  private static final Map<String, String> TEXTS =
      Map.of("cursor", "0", "start", "0-1", "end", "0-2", "id", "0-1");

  private SampleCommands() {}

  /** A method, and one way of calling it. */
  record Sample(Method method, Command<?> command) {
    @Override
    public String toString() {
      return method.getName() + ": " + command;
    }
  }

  private static Object array(String... texts) {
    return Arrays.copyOf(texts, texts.length, Object[].class);
  }

  /** All methods of the vocabulary. */
  static List<Method> methods() {
    return Arrays.stream(Commands.class.getMethods())
        .filter(method -> method.getReturnType() == Command.class)
        .sorted(Comparator.comparing(Method::toGenericString))
        .toList();
  }

  /** All ways of calling {@code method}. */
  static List<Sample> of(Method method) {
    return calls(Commands.TEXT, method)
        .map(command -> new Sample(method, (Command<?>) command))
        .toList();
  }

  /** The results of calling {@code method}, so often that every sample is used once at least. */
  private static Stream<Object> calls(@Nullable Object target, Method method) {
    List<List<Object>> samples =
        Arrays.stream(method.getParameters()).map(SampleCommands::of).toList();
    int calls = samples.stream().mapToInt(List::size).max().orElse(1);
    List<Object> results = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      int number = call;
      Object[] arguments =
          samples.stream().map(of -> of.get(Math.min(number, of.size() - 1))).toArray();
      results.add(invoke(target, method, arguments));
    }
    return results.stream();
  }

  private static Object invoke(@Nullable Object target, Method method, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method + " with " + Arrays.deepToString(arguments), e);
    }
  }

  private static List<Object> of(Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == String.class) {
      return List.of(TEXTS.getOrDefault(parameter.getName(), "text"));
    }
    if (type == Map.class) {
      Type value =
          ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[1];
      return List.of(Map.of("one", value instanceof Class<?> known ? mapped(known) : "two"));
    }
    if (type.isEnum()) {
      return List.of(type.getEnumConstants());
    }
    List<Object> values = VALUES.get(type);
    return values != null ? values : options(type);
  }

  private static Object mapped(Class<?> type) {
    if (type == Double.class) {
      return 1.5;
    }
    return type == GeoPoint.class ? new GeoPoint(13, 52) : "0-1";
  }

  /** Everything that a class of options makes: from each of its beginnings, each option and all. */
  private static List<Object> options(Class<?> type) {
    List<Object> beginnings = new ArrayList<>();
    try {
      for (var field : type.getFields()) {
        if (field.getType() == type) {
          beginnings.add(field.get(null));
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    List<Method> methods =
        Arrays.stream(type.getMethods()).filter(method -> method.getReturnType() == type).toList();
    methods.stream()
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .forEach(method -> calls(null, method).forEach(beginnings::add));
    List<Method> options =
        methods.stream().filter(method -> !Modifier.isStatic(method.getModifiers())).toList();
    List<Object> all = new ArrayList<>(beginnings);
    for (Object beginning : beginnings) {
      Object together = beginning;
      for (Method option : options) {
        calls(beginning, option).forEach(all::add);
        together = calls(together, option).reduce((a, b) -> b).orElseThrow();
      }
      all.add(together);
    }
    if (all.isEmpty()) {
      throw new AssertionError("no samples of " + type + ": add some");
    }
    return all;
  }
}
