package io.rondo.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries that are pending in a group.
 *
 * @param count how many
 * @param minId the lowest ID, or {@code null} if there is none
 * @param maxId the highest ID, or {@code null} if there is none
 * @param consumers how many of each consumer that has one
 */
public record PendingSummary(
    long count, @Nullable String minId, @Nullable String maxId, Map<String, Long> consumers) {}
