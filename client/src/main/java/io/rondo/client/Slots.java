package io.rondo.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of a command's options, in the order of its syntax: a slot for each option, and of each
 * slot the last words given count. Immutable.
 */
final class Slots {
  static final Slots NONE = new Slots(new TreeMap<>());

  private final SortedMap<Integer, List<Object>> words;

  private Slots(SortedMap<Integer, List<Object>> words) {
    this.words = words;
  }

  /** These words in {@code slot} instead of what it had. */
  Slots with(int slot, Object... given) {
    return with(slot, Arrays.asList(given));
  }

  /** These words in {@code slot} after what it had. */
  Slots adding(int slot, Object... given) {
    List<Object> longer = new ArrayList<>(words.getOrDefault(slot, List.of()));
    longer.addAll(Arrays.asList(given));
    return with(slot, longer);
  }

  private Slots with(int slot, List<Object> given) {
    SortedMap<Integer, List<Object>> copy = new TreeMap<>(words);
    copy.put(slot, List.copyOf(given));
    return new Slots(copy);
  }

  boolean has(int slot) {
    return words.containsKey(slot);
  }

  List<Object> arguments() {
    return words.values().stream().flatMap(Collection::stream).toList();
  }
}
