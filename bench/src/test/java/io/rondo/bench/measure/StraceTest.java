package io.rondo.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rondo.bench.common.BenchException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StraceTest {
  @Test
  void addsUpTheCalls() {
    String summary =
        """
        % time     seconds  usecs/call     calls    errors syscall
        ------ ----------- ----------- --------- --------- ----------------
         98.25    0.017203          17      1003           read
          1.75    0.000306           0      2004        12 futex
          0.00    0.000000           0         1         1 restart_syscall
        ------ ----------- ----------- --------- --------- ----------------
        100.00    0.017509           5      3008        13 total
        """;
    assertEquals(3_008, Strace.total(summary.lines().toList()));
  }

  @Test
  void nothingCountedIsSaid() {
    assertThrows(BenchException.class, () -> Strace.total(List.of("")));
  }
}
