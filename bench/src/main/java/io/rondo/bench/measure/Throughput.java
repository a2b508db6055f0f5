package io.rondo.bench.measure;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Set+get pairs per second over the repetitions.
 *
 * @param samples one per repetition, in the order in which they ran
 * @param stdev sample standard deviation (divided by repetitions - 1); null for one repetition
 */
public record Throughput(
    List<Double> samples,
    double best,
    double worst,
    double mean,
    double median,
    @Nullable Double stdev) {

  public static Throughput of(List<Double> samples) {
    DescriptiveStatistics statistics = new DescriptiveStatistics();
    samples.forEach(statistics::addValue);
    return new Throughput(
        List.copyOf(samples),
        statistics.getMax(),
        statistics.getMin(),
        statistics.getMean(),
        statistics.getPercentile(50),
        samples.size() < 2 ? null : statistics.getStandardDeviation());
  }

  /** Of all repetitions together, which have as many pairs: their time in all is what counts. */
  public double together() {
    return samples.size() / samples.stream().mapToDouble(sample -> 1 / sample).sum();
  }
}
