package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rondo.bench.queue.QueueFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fork found for a cell; an "op" is a set+get pair, in a task queue a task.
 *
 * @param channel what carried the bytes, as the client names it
 * @param histogram nanoseconds per pair, as {@link Latencies#encode} writes them
 * @param allocatedBytesPerOp over all Java threads of the fork; NaN in one that is no JVM
 * @param cpuNanosPerOp of the whole fork, its collector and compiler included
 * @param contextSwitchesPerOp of all its threads, voluntary and involuntary; null where the system
 *     does not tell
 * @param serverCpuNanosPerOp of the server's process in the same time; null where the bench does
 *     not know it, or the system does not tell
 * @param serverBusy the same as a part of the time that was measured
 * @param clientCores the cores that the kernel let the fork use
 * @param warmup how the fork was warmed up; null for a cold measurement
 * @param queue what became of the tasks; null where there were none
 * @param load what an open loop found beside; null in a closed one
 * @param cpuSamples {@code cpuNanosPerOp} of each repetition, in the order in which they ran; null
 *     where it was not taken
 */
public record Measurement(
    String channel,
    @JsonProperty("opsPerSecond") Throughput throughput,
    @JsonProperty("latencyMicros") LatencyMicros latency,
    String histogram,
    double allocatedBytesPerOp,
    double cpuNanosPerOp,
    @Nullable Double contextSwitchesPerOp,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double serverCpuNanosPerOp,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double serverBusy,
    String clientCores,
    @Nullable Warmup warmup,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QueueFigures queue,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Load load,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Double> cpuSamples) {
  /** Of no task queue, in a closed loop, with a server that was not looked at. */
  public Measurement(
      String channel,
      Throughput throughput,
      LatencyMicros latency,
      String histogram,
      double allocatedBytesPerOp,
      double cpuNanosPerOp,
      @Nullable Double contextSwitchesPerOp,
      String clientCores,
      @Nullable Warmup warmup) {
    this(
        channel,
        throughput,
        latency,
        histogram,
        allocatedBytesPerOp,
        cpuNanosPerOp,
        contextSwitchesPerOp,
        null,
        null,
        clientCores,
        warmup,
        null,
        null,
        null);
  }

  /**
   * The repetitions before the measured ones.
   *
   * @param windows how many
   * @param pairs set+get pairs in all
   * @param steady whether the last windows agreed
   */
  public record Warmup(int windows, long pairs, long millis, boolean steady) {}
}
