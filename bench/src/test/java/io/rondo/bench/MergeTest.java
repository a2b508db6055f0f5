package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.measure.LoadLog;
import io.rondo.bench.server.BenchServer;
import io.rondo.bench.server.ServerChoice;
import io.rondo.bench.server.Servers;
import io.rondo.client.Commands;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two generators in two processes, as on two hosts, and their sum. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MergeTest {
  @TempDir static Path folder = Path.of("");

  private static Instant start = Instant.EPOCH;
  private static long keysLeft;

  private static Path log(String name) {
    return folder.resolve(name + ".hlog");
  }

  private static final String SLOW = "2/s";
  private static final String FASTER = "4/s";

  /** A generator: a fork of its own, as on a host of its own. */
  private static Bench generator(String name, String uri, String rate, String how) {
    return Bench.run(
        "load",
        "--quick",
        "--rate=" + rate,
        "--duration=2500ms",
        "--lateness=10s",
        "--loop=nio",
        "--server=" + uri,
        how,
        "--save-histogram=" + log(name),
        "--out=" + folder.resolve(name));
  }

  /** Whether it has kept the rate is this machine's affair: its log is the same but for that. */
  private static void assertDone(Bench bench) {
    boolean late = bench.exitCode() == 1 && bench.err().startsWith("bench: no rate was kept");
    assertTrue(bench.exitCode() == 0 || late, bench.out() + bench.err());
  }

  private static void takeForKept(Path log) throws IOException {
    String text = Files.readString(log);
    Files.writeString(log, text.replaceFirst(",\"invalid\":\"[^\"]*\"", ""));
  }

  @BeforeAll
  static void run() throws IOException {
    try (BenchServer server = Servers.start(ServerChoice.parse("embedded"), List.of());
        RedisClient client = RedisClient.create(server.uri());
        RedisConnection redis = client.connect()) {
      // How long this machine takes for a generator says when two of them will be warm.
      long before = System.nanoTime();
      assertDone(generator("earlier", server.uri(), SLOW, "--allow-flush"));
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before);
      redis.sync().run(Commands.TEXT.set("precious", "1"));
      start = Instant.now().plusSeconds(10 + 2 * seconds).truncatedTo(ChronoUnit.SECONDS);

      CompletableFuture<Bench> other =
          CompletableFuture.supplyAsync(
              () -> generator("b", server.uri(), FASTER, "--start-at=" + start));
      assertDone(generator("a", server.uri(), SLOW, "--start-at=" + start));
      assertDone(other.join());
      for (String name : List.of("earlier", "a", "b")) {
        takeForKept(log(name));
      }

      assertEquals("1", redis.sync().run(Commands.TEXT.get("precious")));
      keysLeft = redis.sync().run(Commands.TEXT.dbSize());
    }
  }

  private static String changed(String name, String part, String other) throws IOException {
    String text = Files.readString(log(name));
    assertTrue(text.contains(part), text);
    Path file = folder.resolve("changed-" + name + ".hlog");
    Files.writeString(file, text.replace(part, other));
    return file.toString();
  }

  private static void assertRefused(String part, String... files) {
    String[] line = new String[files.length + 1];
    line[0] = "merge";
    System.arraycopy(files, 0, line, 1, files.length);
    Bench bench = Bench.run(line);
    assertEquals(1, bench.exitCode());
    assertTrue(bench.err().contains(part), bench.err());
    assertEquals(1, bench.err().lines().count(), bench.err());
  }

  @Test
  void generatorsBeginAtTheSameInstantAndDeleteTheirKeysAlone() {
    for (String name : List.of("a", "b")) {
      assertEquals(start.toEpochMilli(), LoadLog.read(log(name)).header().startMillis());
    }
    assertEquals(1, keysLeft);
  }

  @Test
  void aLogHasThreeHistogramsForEachSecond() {
    LoadLog log = LoadLog.read(log("b"));

    assertEquals(3 * 3, log.intervals().size());
    List<LoadLog.Interval> responses =
        log.intervals().stream()
            .filter(interval -> interval.tag() == LoadLog.Tag.RESPONSE)
            .toList();
    assertEquals(
        List.of(4L, 4L, 2L),
        responses.stream().map(interval -> interval.histogram().getTotalCount()).toList());
    assertEquals(
        List.of(1_000L, 2_000L, 2_500L),
        responses.stream().map(LoadLog.Interval::toMillis).toList());
  }

  @Test
  void theSumHasAllPairs() {
    Bench bench = Bench.run("merge", log("a").toString(), log("b").toString());

    assertEquals(0, bench.exitCode(), bench.err());
    assertTrue(
        bench.out().startsWith("2 generators of set+get/s from " + start + " on, 2.5 s;"),
        bench.out());
    assertTrue(
        bench.out().lines().anyMatch(line -> line.matches("together +6 +\\d+ +15 .*")),
        bench.out());
    long most =
        List.of("a", "b").stream()
            .flatMap(name -> LoadLog.read(log(name)).intervals().stream())
            .filter(interval -> interval.tag() == LoadLog.Tag.RESPONSE)
            .mapToLong(interval -> interval.histogram().getMaxValue())
            .max()
            .orElseThrow();
    String together =
        bench.out().lines().filter(line -> line.startsWith("together")).findFirst().orElseThrow();
    assertEquals(String.valueOf(Math.round(most / 1_000.0)), together.split(" +", -1)[8]);
  }

  @Test
  void onlyTheTimeThatAllWereAtWorkIsAddedUp() throws IOException {
    String shorter = changed("a", "\"durationMillis\":2500", "\"durationMillis\":2000");

    Bench bench = Bench.run("merge", shorter, log("b").toString());

    assertEquals(0, bench.exitCode(), bench.err());
    assertTrue(
        bench.out().lines().anyMatch(line -> line.matches("together .* 12 .*")), bench.out());
    assertTrue(bench.out().contains("What came after the first generator had ended"), bench.out());
  }

  @Test
  void aPartThatIsInvalidMakesTheSumInvalid() throws IOException {
    String late =
        changed("a", "\"heldUp\":0", "\"heldUp\":0,\"invalid\":\"sender late: p99 3 ms\"");

    Bench bench = Bench.run("merge", late, log("b").toString());

    assertEquals(1, bench.exitCode());
    assertTrue(bench.out().contains("invalid " + late + ": sender late: p99 3 ms"), bench.out());
    assertTrue(
        bench.out().lines().anyMatch(line -> line.matches("together .* invalid")), bench.out());
  }

  @Test
  void logsThatDoNotBelongTogetherAreRefused() throws IOException {
    String a = log("a").toString();
    String b = log("b").toString();
    String earlier = log("earlier").toString();
    assertRefused("are of different runs: they began at " + start + " and ", a, earlier);
    assertRefused("one after the other; give all generators the same --start-at", a, earlier);
    assertRefused(
        "rates are in set+get/s and get/s", a, changed("b", "\"set+get/s\"", "\"get/s\""));
    assertRefused(
        "they ran rondo async and rondo async 16 B",
        a,
        changed("b", "\"valueBytes\":0", "\"valueBytes\":16"));
    assertRefused("are of the same generator; give each log once", a, b, a);
  }

  @Test
  void whatIsNoLogIsRefused() throws IOException {
    String a = log("a").toString();
    Path notes = Files.writeString(folder.resolve("notes.txt"), "hello");
    assertRefused("notes.txt is no histogram log of a load; give files that", a, notes.toString());

    String text = Files.readString(log("a"));
    Path cut = folder.resolve("cut.hlog");
    Files.writeString(cut, text.substring(0, text.lastIndexOf("Tag=response")));
    assertRefused("cut.hlog is damaged: it has 4 of 5 pairs; copy it again", cut.toString());
    assertRefused("is damaged: its format is 9", changed("a", "\"format\":1", "\"format\":9"));
  }
}
