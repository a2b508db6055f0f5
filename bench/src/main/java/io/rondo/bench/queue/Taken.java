package io.rondo.bench.queue;

/**
 * A task or a result as it was taken.
 *
 * @param id by which it is acknowledged; empty where that is done by its text, or not at all
 * @param again whether somebody had it before
 */
record Taken(String id, String text, boolean again) {
  Taken(String text) {
    this("", text, false);
  }
}
