package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * A message that was published to a channel.
 *
 * @param kind what it came by; a message to a channel that matches a pattern too comes twice
 * @param pattern the pattern that the channel matches, or {@code null} if it did not come by one
 * @param channel the channel it was published to
 * @param body what was published
 */
public record PubSubMessage<K, V>(PubSubKind kind, @Nullable K pattern, K channel, V body) {}
