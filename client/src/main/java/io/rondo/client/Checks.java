package io.rondo.client;

/** Checks of numbers that users give. */
final class Checks {
  private Checks() {}

  static int range(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ": give a number from " + min + " to " + max);
    }
    return value;
  }
}
