package io.rondo.bench.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void aStepThatTakesTheNextTurnDoesNotNest() {
    AtomicReference<Turns> own = new AtomicReference<>();
    AtomicInteger steps = new AtomicInteger();
    AtomicInteger depth = new AtomicInteger();
    AtomicInteger deepest = new AtomicInteger();
    Turns turns =
        new Turns(
            () -> {
              deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
              if (steps.incrementAndGet() < 300_000) {
                Objects.requireNonNull(own.get()).take();
              }
              depth.decrementAndGet();
            });
    own.set(turns);

    turns.take();

    assertEquals(300_000, steps.get());
    assertEquals(1, deepest.get());
  }
}
