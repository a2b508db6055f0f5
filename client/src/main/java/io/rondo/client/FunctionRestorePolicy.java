package io.rondo.client;

/** What FUNCTION RESTORE does to the libraries that are there. */
public enum FunctionRestorePolicy {
  /** Keeps them; one of the same name is an error. */
  APPEND,
  /** Deletes them all first. */
  FLUSH,
  /** Keeps them, but for those of the same name. */
  REPLACE
}
