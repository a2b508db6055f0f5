package io.rondo.client;

import org.jspecify.annotations.Nullable;

/** A benchmark measures nothing unless what it handles is right. */
final class Expect {
  private Expect() {}

  static void equal(long expected, long actual) {
    if (expected != actual) {
      throw wrong(expected, actual);
    }
  }

  static void equal(boolean expected, boolean actual) {
    if (expected != actual) {
      throw wrong(expected, actual);
    }
  }

  static void equal(Object expected, @Nullable Object actual) {
    if (!expected.equals(actual)) {
      throw wrong(expected, actual);
    }
  }

  static void same(Object expected, @Nullable Object actual) {
    if (expected != actual) {
      throw wrong(expected, actual);
    }
  }

  private static AssertionError wrong(Object expected, @Nullable Object actual) {
    return new AssertionError("expected " + expected + ", got " + actual);
  }
}
