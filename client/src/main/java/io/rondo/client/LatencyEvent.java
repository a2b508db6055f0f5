package io.rondo.client;

import java.time.Duration;
import java.time.Instant;

/**
 * The spikes of latency of one kind.
 *
 * @param name of the kind
 * @param time of the latest, in seconds
 * @param latest the latest, in milliseconds
 * @param longest the longest, in milliseconds
 */
public record LatencyEvent(String name, Instant time, Duration latest, Duration longest) {}
