package io.rondo.bench.queue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pass makes of right, wrong, missing and doubled results. */
class PassTest {
  private static List<TaskJson.Result> results(Pass pass) {
    List<TaskJson.Result> results = new ArrayList<>();
    for (int i = 0; i < pass.tasks(); i++) {
      results.add(TaskJson.result(TaskJson.compute(pass.send(i))));
    }
    return results;
  }

  private static void assertFails(Pass pass, String why) {
    BenchException failure = assertThrows(BenchException.class, pass::await);
    assertTrue(BenchException.oneLine(failure).contains(why), BenchException.oneLine(failure));
  }

  @Test
  void itIsOverWhenAllAreSentAndEachHasItsResult() {
    Pass pass = new Pass(3, 2, false);
    List<TaskJson.Result> results = results(pass);
    results.forEach(result -> pass.receive(result, System.nanoTime()));
    assertFalse(pass.isOver(), "the producer has not said that these were all");

    pass.sentAll();

    assertTrue(pass.isOver());
    pass.await();
    pass.check();
    assertEquals(3, pass.done());
    assertEquals(3, pass.latencyNanos().length);
    for (long nanos : pass.latencyNanos()) {
      assertTrue(nanos > 0);
    }
  }

  @Test
  void aWrongSumFails() {
    Pass pass = new Pass(5, 1, false);
    TaskJson.Result third = results(pass).get(3);

    pass.receive(new TaskJson.Result(third.uuid(), 7), System.nanoTime());

    assertFails(pass, "task 3 + 3 came back as 7");
  }

  @Test
  void aResultThatComesTwiceFailsUnlessAWorkerHasDied() {
    Pass sound = new Pass(2, 2, false);
    TaskJson.Result first = results(sound).get(0);
    sound.receive(first, System.nanoTime());
    sound.receive(first, System.nanoTime());
    assertFails(sound, "done twice");

    Pass killing = new Pass(2, 2, true);
    TaskJson.Result other = results(killing).get(0);
    killing.receive(other, System.nanoTime());
    killing.receive(other, System.nanoTime());
    assertFalse(killing.isOver());
    assertEquals(1, killing.duplicates());
    assertEquals(1, killing.done());
  }

  @Test
  void whatEndsWithAWorkerIsNotWaitedForAndIsMissing() {
    Pass pass = new Pass(4, 2, true);
    List<TaskJson.Result> results = results(pass);
    pass.sentAll();
    Taken task = new Taken("");
    assertFalse(pass.takes(0, task));
    assertFalse(pass.takes(1, task));
    assertTrue(pass.takes(1, task), "the first of the second half");
    assertFalse(pass.takes(0, task));
    assertEquals(1, pass.doneBy(1));
    results.subList(0, 3).forEach(result -> pass.receive(result, System.nanoTime()));
    assertFalse(pass.isOver(), "nobody has looked after the dead worker");

    pass.buried(0, 1);

    assertTrue(pass.isOver());
    assertDoesNotThrow(pass::check);
    assertEquals(3, pass.done());
    QueueFigures figures =
        QueueFigures.none(new QueueWork(QueueForm.LIST, QueueStyle.ASYNC, true))
            .plus(pass)
            .plus(pass);
    assertEquals(8, figures.tasks());
    assertEquals(2, figures.lost());
  }

  @Test
  void otherLossesThanThoseOfADeadWorkerAreRefused() {
    Pass pass = new Pass(4, 2, true);
    pass.sentAll();
    pass.buried(2, 5);

    BenchException refusal = assertThrows(BenchException.class, pass::check);
    assertEquals("4 of 4 tasks were lost, 5 of them with a worker", refusal.getMessage());
    assertEquals(2, pass.redelivered());
  }

  @Test
  void theFirstFailureIsWhatIsThrown() {
    Pass pass = new Pass(1, 1, false);
    pass.fail(new IllegalStateException("the first"));
    pass.fail(new IllegalStateException("the second"));

    assertEquals("the first", assertThrows(IllegalStateException.class, pass::await).getMessage());
  }
}
