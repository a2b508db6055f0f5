package io.rondo.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rondo.bench.report.LoadFixture;
import org.junit.jupiter.api.Test;

class ReproductionTest {
  private static String command(Object results, int row) {
    SavedResults document = SavedResults.of(results);
    return Reproduction.of(document, document.rows().get(row))
        .replace("java -jar bench/target/bench.jar ", "");
  }

  @Test
  void aRowOfARunIsMeasuredAgainByItsSettings() {
    assertEquals(
        "run --scenario=sync --loop=nio --drive=loop-thread --wait=block -n=20000"
            + " --placement=free --repeat=5 --server=embedded --quick",
        command(PageFixture.run(1), 1));
    assertEquals(
        "run --scenario=async --workers=100 --connections=per-worker --loop=nio"
            + " --drive=loop-thread --wait=block -n=20000 --placement=free --repeat=5"
            + " --server=embedded --quick",
        command(PageFixture.run(1), 25));
  }

  @Test
  void aRowOfPythonIsMeasuredAgainWithItsLoop() {
    SavedResults document = SavedResults.of(PageFixture.run(1));
    ObjectNode row = document.rows().get(25);
    row.put("client", "python").put("loop", "uvloop");

    assertTrue(
        Reproduction.of(document, row)
            .endsWith(
                " run --client=python --scenario=async --workers=100 --connections=per-worker"
                    + " --loop=uvloop -n=20000 --placement=free --repeat=5 --server=embedded"
                    + " --quick"));
  }

  @Test
  void aRowOfASweepIsAPlaceInIt() {
    assertEquals(
        "sweep --over=workers --at=50 --scenario=async --connections=shared --loop=nio"
            + " --drive=loop-thread --wait=block -n=20000 --placement=free --repeat=5"
            + " --server=embedded --quick",
        command(PageFixture.sweep(), 10));
  }

  @Test
  void aRowOfALoadIsSentAtItsRate() {
    assertEquals(
        "load --client=rondo --scenario=async --loop=nio --drive=loop-thread --wait=block"
            + " --rate=10000/s --duration=5000ms --schedule=poisson --seed=7 --placement=free"
            + " --server=embedded --quick",
        command(LoadFixture.ramps(), 0));
  }

  @Test
  void whatLiesBetweenIsGiven() {
    SavedResults document = SavedResults.of(PageFixture.run(1));
    ObjectNode row = document.rows().get(1);
    row.putObject("link").put("network", "netns").put("rttMicros", 1_500);
    String command = Reproduction.of(document, row);
    assertTrue(
        command.contains(" --repeat=5 --rtt=1500us --network=netns --server=embedded"), command);
  }

  @Test
  void aDistanceIsAPlaceOfASweepOverThem() {
    String command = command(PageFixture.distances(), 1);
    assertTrue(command.startsWith("sweep --over=rtt --at=250us --scenario=sync "), command);
    assertFalse(command.contains("--rtt"), command);
  }

  @Test
  void aRowOfAComparisonComesWithWhatItIsHeldAgainst() {
    assertEquals(
        "compare --client=rondo,jedis --scenario=async --workers=100 --loop=epoll"
            + " --drive=loop-thread --wait=block -n=20000 --placement=free --blocks=5 --seed=7"
            + " --server=embedded --quick",
        command(PageFixture.compare(1), 6));
    assertTrue(command(PageFixture.compare(1), 7).startsWith("compare --client=jedis --scenario"));
  }

  @Test
  void aRowOfQueuesComesWithThePlainList() {
    assertEquals(
        "queue --form=list --style=async --workers=2 --loop=nio --drive=loop-thread --wait=block"
            + " -n=20000 --placement=free --repeat=5 --server=embedded --quick",
        command(PageFixture.queues(), 0));
    assertEquals(
        "queue --form=list,streams --style=threads --workers=2 --kill-worker --loop=nio"
            + " --drive=loop-thread --wait=block -n=20000 --placement=free --repeat=5"
            + " --server=embedded --quick",
        command(PageFixture.queues(), 3));
  }

  @Test
  void aRowThatIsExplainedHasNoRepetitions() {
    String command = command(PageFixture.explain(), 0);
    assertTrue(command.startsWith("explain --scenario="), command);
    assertFalse(command.contains("--repeat"), command);
  }

  @Test
  void anAddressWithoutItsPasswordIsQuotedAndMayBeFlushed() {
    SavedResults document = SavedResults.of(PageFixture.run(1));
    ObjectNode row = document.rows().get(1);
    row.put("server", "redis://***@host:6379/1");

    assertTrue(
        Reproduction.of(document, row)
            .endsWith(" '--server=redis://***@host:6379/1' --allow-flush --quick"));
  }
}
