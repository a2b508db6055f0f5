package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * A consumer group of a stream.
 *
 * @param name of the group
 * @param consumers how many it has
 * @param pending entries delivered and not acknowledged
 * @param lastDeliveredId of the last entry that it got
 * @param entriesRead how many entries it has got (Redis 7), or {@code null} if that is not known
 * @param lag how many entries it has not got (Redis 7), or {@code null} if that is not known
 */
public record StreamGroup(
    String name,
    long consumers,
    long pending,
    String lastDeliveredId,
    @Nullable Long entriesRead,
    @Nullable Long lag) {}
