package io.rondo.client;

/** What becomes of a number of a bit field that grows too large or too small. */
public enum BitOverflow {
  /** It wraps around. */
  WRAP,
  /** It stays at the largest or smallest. */
  SAT,
  /** It is left as it is; the result is {@code null}. */
  FAIL
}
