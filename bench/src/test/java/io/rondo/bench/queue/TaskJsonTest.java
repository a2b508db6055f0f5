package io.rondo.bench.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskJsonTest {
  @Test
  void tasksAndResultsAreTheOriginals() {
    assertEquals("[\"add\",[7,7],\"u-1\"]", TaskJson.task(7, "u-1"));
    assertEquals("[\"u-1\",14]", TaskJson.compute(TaskJson.task(7, "u-1")));
    assertEquals(new TaskJson.Result("u-1", 14), TaskJson.result("[\"u-1\", 14]"));
  }

  @Test
  void aWorkerAddsWhatTheTaskSays() {
    assertEquals("[\"u\",-5000000000]", TaskJson.compute("[\"add\",[-1, -4999999999],\"u\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "7", "[\"sub\",[1,1],\"u\"]", "[\"add\",[1],\"u\"]", "[\"add\",[1,1]]"})
  void whatIsNoTaskIsRefused(String text) {
    BenchException refusal = assertThrows(BenchException.class, () -> TaskJson.compute(text));
    assertTrue(BenchException.oneLine(refusal).contains("somebody else uses the same keys"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[\"u\"]", "[1,1]", "[\"u\",\"1\"]"})
  void whatIsNoResultIsRefused(String text) {
    assertThrows(BenchException.class, () -> TaskJson.result(text));
  }
}
