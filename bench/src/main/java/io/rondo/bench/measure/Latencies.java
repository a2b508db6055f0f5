package io.rondo.bench.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Histograms of nanoseconds per pair, and their form as text. */
public final class Latencies {
  private static final int SIGNIFICANT_DIGITS = 3;

  private Latencies() {}

  /** An empty histogram; it grows with the largest value it gets, so that none is refused. */
  public static Histogram histogram() {
    Histogram histogram = new Histogram(1, TimeUnit.SECONDS.toNanos(60), SIGNIFICANT_DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }

  /** HdrHistogram's compressed encoding in Base64, as in its own log files. */
  public static String encode(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  /** Histograms that {@link #encode} wrote as one, written likewise. */
  public static String merged(List<String> texts) {
    Histogram all = histogram();
    texts.forEach(text -> all.add(decode(text)));
    return encode(all);
  }

  /** The histogram that {@link #encode} wrote. */
  public static Histogram decode(String text) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return Histogram.decodeFromCompressedByteBuffer(buffer, 0);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("not a compressed HdrHistogram", e);
    }
  }
}
