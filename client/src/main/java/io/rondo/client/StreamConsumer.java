package io.rondo.client;

import java.time.Duration;

/**
 * A consumer of a group.
 *
 * @param name of the consumer
 * @param pending entries delivered to it and not acknowledged
 * @param idle since it last tried to read
 */
public record StreamConsumer(String name, long pending, Duration idle) {}
