package io.rondo.bench.measure;

import io.rondo.bench.common.BenchException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a round trip's time is written: {@code 0}, {@code 250us}, {@code 1ms}, {@code 0.5s}. */
public final class RoundTrip {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(us|ms|s)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final int SECOND = 1_000_000;
  private static final int MILLI = 1_000;

  private RoundTrip() {}

  /**
   * Reads one.
   *
   * @return microseconds
   */
  public static int parse(String text) {
    if (text.equals("0")) {
      return 0;
    }
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new BenchException(
          NUMBER.matcher(text).matches()
              ? "'%s' has no unit: write %sus, %sms or %ss".formatted(text, text, text, text)
              : "'%s' is no round trip time: write 0, 250us, 1ms or 0.1s".formatted(text));
    }
    int unit = time.group(2).equals("us") ? 1 : time.group(2).equals("ms") ? MILLI : SECOND;
    BigDecimal micros = new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(unit));
    if (micros.compareTo(BigDecimal.valueOf(SECOND)) > 0) {
      throw new BenchException(
          "'%s' is further away than this bench goes: give at most 1s".formatted(text));
    }
    if (micros.stripTrailingZeros().scale() > 0) {
      throw new BenchException("'%s' is no whole number of microseconds".formatted(text));
    }
    return micros.intValueExact();
  }

  /** As {@link #parse} reads it, in the largest unit in which it is a whole number. */
  public static String text(int micros) {
    if (micros == 0) {
      return "0";
    }
    if (micros % SECOND == 0) {
      return micros / SECOND + "s";
    }
    return micros % MILLI == 0 ? micros / MILLI + "ms" : micros + "us";
  }
}
