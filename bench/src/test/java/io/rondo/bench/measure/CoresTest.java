package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {
  private static final Cores TWO = new Cores(List.of(4, 6), true);

  @Test
  void readsTheKernelsList() {
    assertEquals(List.of(0, 1, 2, 3, 8, 10, 11), Cores.parse("0-3,8,10-11"));
    assertEquals(List.of(5), Cores.parse("5"));
  }

  @Test
  void pinsServerAndClientToAllowedCores() {
    assertEquals(List.of(), TWO.serverPrefix(Placement.FREE));
    assertEquals(List.of(), TWO.clientPrefix(Placement.FREE));
    assertEquals(List.of("taskset", "-c", "4"), TWO.serverPrefix(Placement.SPLIT));
    assertEquals(List.of("taskset", "-c", "6"), TWO.clientPrefix(Placement.SPLIT));
    assertEquals(List.of("taskset", "-c", "4"), TWO.serverPrefix(Placement.SAME));
    assertEquals(List.of("taskset", "-c", "4"), TWO.clientPrefix(Placement.SAME));
  }

  @Test
  void saysWhyAPlacementCannotBeDone() {
    Cores one = new Cores(List.of(0), true);
    assertEquals("", one.whyNot(Placement.SAME));
    assertEquals("it needs 2 cores, this process may use 1", one.whyNot(Placement.SPLIT));
    Cores withoutTaskset = new Cores(List.of(0, 1), false);
    assertEquals("", withoutTaskset.whyNot(Placement.FREE));
    assertEquals("there is no taskset on the PATH", withoutTaskset.whyNot(Placement.SAME));
    BenchException refusal =
        assertThrows(BenchException.class, () -> one.serverPrefix(Placement.SPLIT));
    assertTrue(BenchException.oneLine(refusal).contains("--placement split can't be done"));
  }

  @Test
  void anUnknownProcessHasUnknownCores() {
    assertEquals(Cores.UNKNOWN, Cores.allowedTo("no-such-process"));
  }
}
