package io.rondo.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.Version;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("unknown option '--lop', did you mean --loop?", "--lop", "nio"),
        mistake("'rnu' is no command, choose run", "rnu"),
        mistake("'synk' is none of sync, sync-pipe", "--scenario", "sync,synk"),
        mistake("'uring' is none of nio, epoll, io_uring, kqueue, auto", "--loop", "uring"),
        mistake("--client 'foo' is none of rondo, python", "--client", "rondo,foo"),
        mistake("--loop 'nio' is none of asyncio, uvloop", "--client=python", "--loop=nio"),
        mistake("unknown option '--client=python'", "explain", "--client=python"),
        mistake("unknown option '--repeat=3'", "explain", "--repeat=3"),
        mistake("'asyncio' is none of nio, epoll, io_uring, kqueue, auto", "--loop=asyncio"),
        mistake("'both' is none of loop-thread, caller", "--drive", "both"),
        mistake("'sleep' is none of block, spin, adaptive", "--wait", "sleep"),
        mistake("'0' is not a whole number from 1", "-n", "0"),
        mistake("'x' is not a whole number from 1", "--repeat", "x"),
        mistake("'-5' is not a whole number from 1", "--workers", "1,-5"),
        mistake("'maybe' is none of on, off", "--asserts", "maybe"),
        mistake("'own' is none of shared, per-worker", "--connections", "own"),
        mistake("'near' is none of free, split, same", "--placement", "near"),
        mistake("'disk' is no server", "--server", "disk"),
        mistake("the bench does not start --server docker", "--placement=same", "--server=docker"),
        mistake("Missing required parameter for option '--json'", "--json"),
        mistake("'height' is none of workers, depth, value-size", "sweep", "--over=height"),
        mistake("'5..1' is no place of a sweep", "sweep", "--at=5..1"),
        mistake("'1..2..3' is no place of a sweep", "sweep", "--at=1..2..3"),
        mistake("'1..99999' is no place of a sweep", "sweep", "--at=1..99999"),
        mistake("'0' is no place of a sweep", "sweep", "--at=1,0"),
        mistake("--over depth can't be done with --scenario sync", sweep("depth", "sync")),
        mistake(
            "--over workers can't be done with --scenario threads", sweep("workers", "threads")),
        mistake("--over threads can't be done with --scenario async", sweep("threads", "async")),
        mistake(
            "--over connections can't be done with --scenario sync", sweep("connections", "sync")),
        mistake(
            "100 workers can't share 101 connections", "sweep", "--over=connections", "--at=101"),
        mistake("'both' is none of loop-thread, caller", "sweep", "--drive=both"),
        mistake("'heap' is none of list, list-fifo, pubsub, blmove", "queue", "--form=list,heap"),
        mistake("'fibers' is none of async, threads", "queue", "--style=fibers"),
        mistake("'0' is not a whole number from 1", "queue", "-n=0"),
        mistake("'0' is not a whole number from 1", "queue", "--workers=2,0"),
        mistake("'both' is none of loop-thread, caller", "queue", "--drive=both"),
        mistake("leaves nobody to do the rest", "queue", "--kill-worker", "--workers=4,1"),
        mistake("-n 7 are too few tasks", "queue", "--kill-worker", "-n=7", "--workers=4"),
        mistake("--server canned keeps no tasks", "queue", "--server=canned"),
        mistake("load needs a rate, such as --rate 20000/s", "load"),
        mistake("'20000' is no rate: give set+get pairs per second", "load", "--rate=20000"),
        mistake("'0/s' is no rate", "load", "--rate=0/s"),
        mistake("'0s' is no time above zero", "load", "--rate=1/s", "--duration=0s"),
        mistake("'30' is no time above zero: give it with a unit", "load", "--duration=30"),
        mistake("'often' is none of fixed, poisson", "load", "--schedule=often"),
        mistake("--client jedis can't keep a schedule", "load", "--rate=1/s", "--client=jedis"),
        mistake("--scenario sync can't keep a schedule", "load", "--rate=1/s", "--scenario=sync"),
        mistake("a ramp begins with one --rate, 2 are", "load", "--ramp", "--rate=1/s,2/s"),
        mistake("more than the 10000000 pairs", "load", "--rate=900M/s", "--duration=1s"),
        mistake("--start-at 2020-01-01T00:00:00Z is in the past", startAt("2020-01-01T00:00:00Z")),
        mistake(
            "--start-at 2120-01-01T00:00:00Z is more than a day away: give a moment within 24 hours",
            startAt("2120-01-01T00:00:00Z")),
        mistake("'tomorrow' is no moment", startAt("tomorrow")),
        mistake("--save-histogram is for one row", "load", "--ramp", "--save-histogram=x"),
        mistake("can't read absent.hlog", "merge", "absent.hlog"),
        mistake("Missing required parameter: 'FILE'", "merge"),
        mistake("'250' has no unit: write 250us, 250ms or 250s", "--rtt", "250"),
        mistake("'250' has no unit", "compare", "--rtt=0,250"),
        mistake("'250' has no unit", "sweep", "--rtt=0,250"),
        mistake("'250' has no unit", "explain", "--rtt=250"),
        mistake("'250' has no unit", "queue", "--rtt=250"),
        mistake("'250' has no unit", "load", "--rate=1/s", "--rtt=250"),
        mistake("'250' has no unit", "sweep", "--over=rtt", "--at=0,250"),
        mistake("'-1ms' is no round trip time", "--rtt=-1ms"),
        mistake("'2s' is further away", "--rtt=2s"),
        mistake("'0.5us' is no whole number of microseconds", "--rtt=0.5us"),
        mistake("'1ms' is no place of a sweep over workers", "sweep", "--at=1ms"),
        mistake("--rtt and --at both say", "sweep", "--over=rtt", "--rtt=1ms", "--at=2ms"),
        mistake("'wifi' is none of loopback, netns", "--network=wifi"),
        mistake("--network netns can't hold --server canned", "--network=netns", "--server=canned"),
        mistake("--network netns can't hold", "explain", "--network=netns", "--server=docker"),
        mistake("--network netns can't hold", "queue", "--network=netns", "--server=docker"),
        mistake(
            "--network netns can't hold", "load", "--ramp", "--network=netns", "--server=canned"),
        mistake("--rtt can't be put before --server rediss://h", "--rtt=0", "--server=rediss://h"),
        mistake("--preset goals is about", "compare", "--preset=goals", "--rtt=1ms"),
        mistake("Missing required parameter: 'FILE[,FILE...]'", "report"),
        mistake("can't read absent.json: absent.json", "report", "absent.json"),
        mistake("a.json is there twice on one side", "report", "a.json,./a.json", "b.json"),
        mistake("--duration is less than", "load", "--rate=1/s", "--duration=500us"));
  }

  private static String[] startAt(String moment) {
    return new String[] {"load", "--rate=1/s", "--start-at=" + moment};
  }

  private static String[] sweep(String over, String scenario) {
    return new String[] {"sweep", "--over=" + over, "--scenario=" + scenario};
  }

  private static Arguments mistake(String part, String... line) {
    return Arguments.of(part, line);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeGetsOneLineAndAnExitCode(String part, String[] line) {
    Bench bench = Bench.run(line);

    assertTrue(bench.exitCode() != 0);
    assertTrue(bench.err().contains(part), bench.err());
    assertEquals(1, bench.err().lines().count(), bench.err());
    assertEquals("", bench.out());
  }

  @Test
  void anUnavailableLoopIsRefusedWithItsCause() {
    String missing = Listings.missingLoop();
    Bench bench = Bench.run("--loop", missing);

    assertEquals(1, bench.exitCode());
    assertTrue(
        bench.err().startsWith("bench: --loop " + missing + " can't run on this machine: "),
        bench.err());
    assertEquals(1, bench.err().lines().count(), bench.err());
  }

  @Test
  void helpAndVersionWork() {
    Bench help = Bench.run("--help");
    assertEquals(0, help.exitCode());
    assertTrue(help.out().contains("run"), help.out());

    Bench runHelp = Bench.run("run", "--help");
    assertEquals(0, runHelp.exitCode());
    for (String option :
        new String[] {
          "--client",
          "--scenario",
          "--loop",
          "--drive",
          "--wait",
          "--workers",
          "--connections",
          "-n",
          "--repeat",
          "--placement",
          "--asserts",
          "--server",
          "--quick",
          "--json",
          "--out",
          "--allow-flush",
          "--list"
        }) {
      assertTrue(runHelp.out().contains(option), option);
    }

    Bench version = Bench.run("--version");
    assertEquals(0, version.exitCode());
    assertTrue(version.out().startsWith("Rondo bench " + Version.rondo()));
    assertFalse(Version.rondo().contains("$"), "Maven fills it in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "compare", "explain", "sweep", "queue", "load"})
  void whatSeveralCommandsHaveIsCalledTheSame(String command) {
    Bench help = Bench.run(command, "--help");

    assertEquals(0, help.exitCode());
    for (String option :
        new String[] {
          "--loop",
          "--drive",
          "--wait",
          "--placement",
          "--server=WHICH[,WHICH...]",
          "--rtt",
          "--network",
          "--quick",
          "--json",
          "--out",
          "--allow-flush"
        }) {
      assertTrue(help.out().contains(" " + option), option + " is not in " + help.out());
    }
    assertFalse(help.out().contains("${"), help.out());
    assertFalse(help.out().contains("null"), help.out());
    assertTrue(help.out().contains("io_uring, kqueue, auto"), help.out());
    assertEquals(help.out(), Bench.run("help", command).out());
  }

  @Test
  void listSaysWhatRunsAndWhyNotTheRest() {
    Bench list = Bench.run("--list");

    assertEquals(0, list.exitCode());
    assertTrue(list.out().lines().anyMatch(line -> line.matches(" +loop +nio +yes")));
    String missing = Listings.missingLoop();
    assertTrue(
        list.out().lines().anyMatch(line -> line.matches(" +loop +" + missing + " +no: .+")),
        list.out());
    assertTrue(list.out().contains("all but sync-multi, async, async-pipe"), list.out());
    assertTrue(list.out().lines().anyMatch(line -> line.matches(" +loop +uvloop +(yes|no: .+)")));
  }
}
