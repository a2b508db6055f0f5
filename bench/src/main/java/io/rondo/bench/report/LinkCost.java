package io.rondo.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rondo.bench.measure.Link;
import io.rondo.bench.measure.RoundTrip;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the way to a server was measured to cost, before its rows: by a blocking client on the cores
 * that clients run on, with each form in turn.
 *
 * @param pingMicros the median time of a PING without the bench's proxy
 * @param pingsPerSecond in pipelines of 1000, likewise
 * @param proxy null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkCost(
    Link link, double pingMicros, double pingsPerSecond, LinkCost.@Nullable Proxy proxy) {

  /**
   * The bench's proxy.
   *
   * @param cores the kernel's list for its process
   * @param pingMicrosAtZero the median time of a PING through it without a delay
   * @param pingsPerSecondAtZero in pipelines of 1000, likewise
   * @param pingMicros the median time of a PING with the delay
   * @param cpuMicrosPerPing the proxy's CPU time per PING with the delay; null where the system
   *     does not tell
   */
  public record Proxy(
      String cores,
      double pingMicrosAtZero,
      double pingsPerSecondAtZero,
      double pingMicros,
      @Nullable Double cpuMicrosPerPing) {}

  /** In a line. */
  String text() {
    String direct =
        "a PING takes %s us, in pipelines %s/s"
            .formatted(number(pingMicros, 1), number(pingsPerSecond, 0));
    if (proxy == null) {
      return link.label() + ": " + direct;
    }
    String cpu =
        proxy.cpuMicrosPerPing == null
            ? ""
            : ", for which the proxy takes %s us of CPU"
                .formatted(number(proxy.cpuMicrosPerPing, 1));
    return "%s: without the proxy %s; through the proxy (cores %s) at rtt 0 %s us, which adds %s, and %s/s; at rtt %s %s us%s"
        .formatted(
            link.label(),
            direct,
            proxy.cores,
            number(proxy.pingMicrosAtZero, 1),
            number(proxy.pingMicrosAtZero - pingMicros, 1),
            number(proxy.pingsPerSecondAtZero, 0),
            RoundTrip.text(link.rtt()),
            number(proxy.pingMicros, 1),
            cpu);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
