package io.rondo.client;

/** An end of a list. */
public enum ListEnd {
  /** The head: where the first value is. */
  LEFT,
  /** The tail: where the last value is. */
  RIGHT
}
