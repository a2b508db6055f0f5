package io.rondo.client;

import java.util.List;

/**
 * What XAUTOCLAIM made over to a consumer.
 *
 * @param cursor where the next XAUTOCLAIM begins, {@code "0-0"} after the last pending entry
 * @param entries the entries, or their IDs
 * @param deletedIds IDs that were pending but whose entries are deleted, and which are pending no
 *     longer; empty before Redis 7
 */
public record ClaimedEntries<E>(String cursor, List<E> entries, List<String> deletedIds) {}
