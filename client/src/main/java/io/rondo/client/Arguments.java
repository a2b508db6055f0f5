package io.rondo.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Puts the arguments of a command together. Of one thread, and used once. */
final class Arguments {
  private final List<Object> all = new ArrayList<>();

  private Arguments() {}

  /** Begins with {@code first}. */
  static Arguments begin(Object... first) {
    return new Arguments().add(first);
  }

  /** Each of {@code more}. */
  Arguments add(Object... more) {
    all.addAll(Arrays.asList(more));
    return this;
  }

  /** Each of {@code more}, the words of options for example. */
  Arguments addAll(Collection<?> more) {
    all.addAll(more);
    return this;
  }

  /** Each key followed by its value. */
  Arguments addPairs(Map<?, ?> pairs) {
    pairs.forEach((key, value) -> add(key, value));
    return this;
  }

  /** Each member after its score. */
  Arguments addScores(Map<?, Double> scores) {
    scores.forEach((member, score) -> add(score, member));
    return this;
  }

  /** The number of keys, then each: at least one. */
  Arguments addCounted(Object[] keys) {
    return add(requireSome("key", keys).length).add(keys);
  }

  /** STREAMS, the keys, and then the ID of each. */
  Arguments addStreams(Map<?, String> ids) {
    requireSome("stream", ids);
    return add("STREAMS").addAll(ids.keySet()).addAll(ids.values());
  }

  Object[] toArray() {
    return all.toArray();
  }

  /** {@code first}, then each of {@code rest}. */
  static Object[] of(Object first, Object... rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /** {@code first}, {@code second}, then each of {@code rest}. */
  static Object[] of(Object first, Object second, List<Object> rest) {
    return begin(first, second).addAll(rest).toArray();
  }

  /** {@code first}, then at least one of {@code what}. */
  static Object[] withSome(Object first, String what, Object[] given) {
    return of(first, requireSome(what, given));
  }

  /** A script or function, the number of its keys, its keys and its other arguments. */
  static Object[] call(String what, List<?> keys, Object[] arguments) {
    return begin(what, keys.size()).addAll(keys).add(arguments).toArray();
  }

  /** Each key followed by its value. */
  static Object[] of(Map<?, ?> pairs) {
    return begin().addPairs(pairs).toArray();
  }

  /**
   * At least one of {@code what} must be given.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <T> T[] requireSome(String what, T[] given) {
    if (given.length == 0) {
      throw none(what);
    }
    return given;
  }

  /**
   * At least one of {@code what} must be given.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <M extends Map<?, ?>> M requireSome(String what, M given) {
    if (given.isEmpty()) {
      throw none(what);
    }
    return given;
  }

  private static IllegalArgumentException none(String what) {
    return new IllegalArgumentException("no " + what + " given: give at least one");
  }
}
