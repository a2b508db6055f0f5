package io.rondo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A command that took long.
 *
 * @param id counts up
 * @param time when it ran, in seconds
 * @param duration how long it ran, in microseconds
 * @param command its words, long ones cut
 * @param clientAddress {@code ip:port} of who ran it
 * @param clientName of the connection, empty if it has none
 */
public record SlowlogEntry(
    long id,
    Instant time,
    Duration duration,
    List<String> command,
    String clientAddress,
    String clientName) {}
