package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a fork found for a cell; an "op" is a set+get pair.
 *
 * @param channel what carried the bytes, as the client names it
 * @param histogram nanoseconds per pair, as {@link Latencies#encode} writes them
 * @param allocatedBytesPerOp over all Java threads of the fork; NaN in one that is no JVM
 * @param cpuNanosPerOp of the whole fork, its collector and compiler included
 * @param contextSwitchesPerOp of all its threads, voluntary and involuntary; null where the system
 *     does not tell
 * @param clientCores the cores that the kernel let the fork use
 * @param warmup how the fork was warmed up; null for a cold measurement
 */
public record Measurement(
    String channel,
    @JsonProperty("opsPerSecond") Throughput throughput,
    @JsonProperty("latencyMicros") LatencyMicros latency,
    String histogram,
    double allocatedBytesPerOp,
    double cpuNanosPerOp,
    @Nullable Double contextSwitchesPerOp,
    String clientCores,
    @Nullable Warmup warmup) {

  /**
   * The repetitions before the measured ones.
   *
   * @param windows how many
   * @param pairs set+get pairs in all
   * @param steady whether the last windows agreed
   */
  public record Warmup(int windows, long pairs, long millis, boolean steady) {}
}
