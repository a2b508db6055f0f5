package io.rondo.client;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Enum constants as users write them, in URIs and on command lines. */
final class Labels {
  private Labels() {}

  /**
   * The constant whose label is {@code text}, or an error that names {@code what} and lists the
   * labels.
   */
  static <E extends Enum<E>> E parse(
      String what, E[] constants, Function<E, String> label, String text) {
    for (E constant : constants) {
      if (label.apply(constant).equals(text)) {
        return constant;
      }
    }
    String known = Arrays.stream(constants).map(label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(what + " '" + text + "' is not known: use one of " + known);
  }
}
