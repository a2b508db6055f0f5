package io.rondo.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the arguments of a command together. */
final class Arguments {
  private Arguments() {}

  /** {@code first}, then each of {@code rest}. */
  static Object[] of(Object first, Object... rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /** {@code first}, {@code second}, then each of {@code rest}. */
  static Object[] of(Object first, Object second, List<Object> rest) {
    List<Object> all = new ArrayList<>(rest.size() + 2);
    all.add(first);
    all.add(second);
    all.addAll(rest);
    return all.toArray();
  }

  /** Each key followed by its value. */
  static Object[] of(Map<?, ?> pairs) {
    List<Object> all = new ArrayList<>(2 * pairs.size());
    pairs.forEach(
        (key, value) -> {
          all.add(key);
          all.add(value);
        });
    return all.toArray();
  }

  /**
   * At least one of {@code what} must be given.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <T> T[] requireSome(String what, T[] given) {
    if (given.length == 0) {
      throw new IllegalArgumentException("no " + what + " given: give at least one");
    }
    return given;
  }
}
