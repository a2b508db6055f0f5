package io.rondo.client;

/** What BITOP does to bits. */
public enum BitOperation {
  /** Set where all sources are. */
  AND,
  /** Set where any source is. */
  OR,
  /** Set where an odd number of sources is. */
  XOR,
  /** Set where the only source is not. */
  NOT
}
