package io.rondo.bench.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One line that a fork writes; one of its parts is set.
 *
 * @param progress part of the cell that is done, 0 to 1
 * @param cold the first run
 * @param warm the measured repetitions; the last message
 * @param failure why there are none; the last message
 * @param raw instead of either, from a fork that is no JVM: {@code warm} where it has a warm-up
 * @param ready warmed up, and waiting for a line before the first turn, or before pairs are run
 *     that are to be counted
 * @param counted pairs that were run since; waiting for a line before anything else is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ForkMessage(
    @Nullable Double progress,
    @Nullable Measurement cold,
    @Nullable Measurement warm,
    @Nullable String failure,
    @Nullable RawMeasurement raw,
    @Nullable Boolean ready,
    @Nullable Long counted) {

  /** The same with {@code raw} told as what it is. */
  ForkMessage told() {
    if (raw == null) {
      return this;
    }
    Measurement measured = raw.measured();
    return measured.warmup() == null ? cold(measured) : warm(measured);
  }

  static ForkMessage progress(double done) {
    return new ForkMessage(done, null, null, null, null, null, null);
  }

  static ForkMessage cold(Measurement measurement) {
    return new ForkMessage(null, measurement, null, null, null, null, null);
  }

  static ForkMessage warm(Measurement measurement) {
    return new ForkMessage(null, null, measurement, null, null, null, null);
  }

  static ForkMessage failure(String message) {
    return new ForkMessage(null, null, null, message, null, null, null);
  }

  static ForkMessage readyToGo() {
    return new ForkMessage(null, null, null, null, null, true, null);
  }

  static ForkMessage counted(long pairs) {
    return new ForkMessage(null, null, null, null, null, null, pairs);
  }
}
