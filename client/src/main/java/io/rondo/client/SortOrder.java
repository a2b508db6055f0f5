package io.rondo.client;

/** An order of results. */
public enum SortOrder {
  /** From small to large, from near to far. */
  ASC,
  /** From large to small, from far to near. */
  DESC
}
