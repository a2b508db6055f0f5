package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JitterTest {
  private static final Reconnect OPTIONS =
      Reconnect.waiting().withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1));

  private static List<Long> millis(Jitter backOff, int attempts) {
    return IntStream.range(0, attempts)
        .mapToObj(i -> TimeUnit.NANOSECONDS.toMillis(backOff.next()))
        .toList();
  }

  @Test
  void theLongestTimesDoubleUpToTheCap() {
    Jitter backOff = new Jitter(OPTIONS, longest -> longest);
    assertEquals(List.of(100L, 200L, 400L, 800L, 1000L, 1000L), millis(backOff, 6));
    assertEquals(6, backOff.attempts());
    for (int i = 0; i < 100; i++) {
      assertEquals(TimeUnit.SECONDS.toNanos(1), backOff.next());
    }
  }

  @Test
  void theTimeIsAnyUpToTheLongest() {
    List<Long> longest = new ArrayList<>();
    Jitter backOff =
        new Jitter(
            OPTIONS,
            most -> {
              longest.add(TimeUnit.NANOSECONDS.toMillis(most));
              return 0;
            });
    assertEquals(List.of(0L, 0L, 0L), millis(backOff, 3));
    assertEquals(List.of(100L, 200L, 400L), longest);
  }

  @Test
  void aConnectionThatLastsEndsTheRow() {
    Jitter backOff = new Jitter(OPTIONS, longest -> longest);
    millis(backOff, 3);
    backOff.lasted(TimeUnit.SECONDS.toNanos(1));
    assertEquals(List.of(800L), millis(backOff, 1));
    backOff.lasted(TimeUnit.SECONDS.toNanos(1) + 1);
    assertEquals(0, backOff.attempts());
    assertEquals(List.of(100L), millis(backOff, 1));
  }
}
