package io.rondo.client;

import java.time.Duration;

/**
 * An entry that was delivered and not acknowledged.
 *
 * @param id of the entry
 * @param consumer to whom it was delivered last
 * @param idle since then
 * @param deliveries how many times it was delivered
 */
public record PendingEntry(String id, String consumer, Duration idle, long deliveries) {}
