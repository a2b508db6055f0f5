package io.rondo.client;

import java.time.Duration;
import java.time.Instant;

/**
 * A spike of latency.
 *
 * @param time when, in seconds
 * @param duration how long, in milliseconds
 */
public record LatencySample(Instant time, Duration duration) {}
