package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "250us, 250, 250us",
    "0.25ms, 250, 250us",
    "1ms, 1000, 1ms",
    "1500us, 1500, 1500us",
    "0.01s, 10000, 10ms",
    "1s, 1000000, 1s"
  })
  void aTimeWithItsUnit(String text, int micros, String shown) {
    assertEquals(micros, RoundTrip.parse(text));
    assertEquals(shown, RoundTrip.text(micros));
    assertEquals(micros, RoundTrip.parse(shown));
  }

  @ParameterizedTest
  @ValueSource(strings = {"250", "0.5", "", "us", "1 ms", "-1ms", "1m", "2s", "1.5us", "1e3us"})
  void anythingElseIsRefusedInOneLine(String text) {
    BenchException refusal = assertThrows(BenchException.class, () -> RoundTrip.parse(text));
    assertTrue(BenchException.oneLine(refusal).startsWith("'" + text + "' "));
    assertEquals(1, BenchException.oneLine(refusal).lines().count());
  }

  @Test
  void aWayIsNamedByWhatIsInIt() {
    assertEquals("", Link.DIRECT.label());
    assertEquals("rtt 0", new Link(Network.LOOPBACK, 0).label());
    assertEquals("netns", new Link(Network.NETNS, null).label());
    assertEquals("netns rtt 1ms", new Link(Network.NETNS, 1_000).label());
    assertEquals("remote", new Link(Network.REMOTE, null).label());
  }
}
