package io.rondo.client;

import java.util.List;

/**
 * Some of the elements that a scan visits. A scan has visited all that were there throughout when
 * its cursor is {@code "0"} again; it may visit one more than once, and a page may be empty.
 *
 * @param cursor where the next page begins
 * @param elements of this page
 */
public record ScanPage<E>(String cursor, List<E> elements) {
  /** The cursor that begins a scan. */
  public static final String START = "0";

  /** Whether there is no further page. */
  public boolean isLast() {
    return cursor.equals(START);
  }
}
