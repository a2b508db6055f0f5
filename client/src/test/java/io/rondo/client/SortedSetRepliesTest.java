package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rondo.client.support.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Replies of the commands about sorted sets and places. */
class SortedSetRepliesTest extends LiveReplies {
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final ScoredValue<String> A = new ScoredValue<>("a", 1);
  private static final ScoredValue<String> B = new ScoredValue<>("b", 2);
  private static final ScoredValue<String> C = new ScoredValue<>("c", 3);

  private final String key = Keys.fresh("zset");
  private final String other = Keys.fresh("zset");
  private final String absent = Keys.fresh("absent");

  private void fill() {
    run(TEXT.zadd(key, Map.of("a", 1.0, "b", 2.0, "c", 3.0)));
  }

  @Test
  void members() {
    gives(3L, TEXT.zadd(key, ZaddOptions.NONE.ifAbsent(), Map.of("a", 1.0, "b", 2.0, "c", 3.0)));
    gives(
        2L,
        TEXT.zadd(
            key,
            ZaddOptions.NONE.ifGreater().countingChanged(),
            Map.of("a", 0.0, "b", 4.0, "d", 5.0)));
    gives(null, TEXT.zaddIncr(key, ZaddOptions.NONE.ifAbsent(), 1, "a"));
    gives(2.5, TEXT.zaddIncr(key, ZaddOptions.NONE.ifPresent(), 1.5, "a"));
    gives(-0.5, TEXT.zincrBy(key, -3, "a"));
    gives(4L, TEXT.zcard(key));
    gives(-0.5, TEXT.zscore(key, "a"));
    gives(null, TEXT.zscore(key, "?"));
    gives(null, TEXT.zscore(absent, "?"));
    gives(asList(-0.5, null, 4.0), TEXT.zmscore(key, "a", "?", "b"));
    gives(0L, TEXT.zrank(key, "a"));
    gives(3L, TEXT.zrevRank(key, "a"));
    gives(null, TEXT.zrank(key, "?"));
    gives(null, TEXT.zrevRank(absent, "a"));
    gives(3L, TEXT.zrem(key, "b", "c", "d", "?"));
    ScoredValue<String> a = new ScoredValue<>("a", -0.5);
    gives("a", TEXT.zrandMember(key));
    gives(List.of("a", "a"), TEXT.zrandMember(key, -2));
    gives(List.of(a, a), TEXT.zrandMemberWithScores(key, -2));
    gives(null, TEXT.zrandMember(absent));
    gives(List.of(), TEXT.zrandMember(absent, 1));
    gives(List.of(), TEXT.zrandMemberWithScores(absent, 1));
    gives(new ScanPage<>("0", List.of(a)), TEXT.zscan(key, ScanPage.START));
    gives(
        new ScanPage<>("0", List.of()),
        TEXT.zscan(key, ScanPage.START, ScanOptions.NONE.match("?x")));
  }

  @Test
  void pops() {
    gives(null, TEXT.zpopMin(absent));
    gives(List.of(), TEXT.zpopMax(absent, 2));
    gives(null, TEXT.bzpopMin(SHORT, absent));
    givesInSeven(null, TEXT.zmpop(ScoreEnd.MIN, 1, absent));
    givesInSeven(null, TEXT.bzmpop(SHORT, ScoreEnd.MIN, 1, absent));
    fill();
    gives(A, TEXT.zpopMin(key));
    gives(List.of(C, B), TEXT.zpopMax(key, 5));
    fill();
    gives(new KeyValue<>(key, A), TEXT.bzpopMin(SHORT, absent, key));
    gives(new KeyValue<>(key, C), TEXT.bzpopMax(SHORT, absent, key));
    fill();
    givesInSeven(new KeyValue<>(key, List.of(A, B)), TEXT.zmpop(ScoreEnd.MIN, 2, absent, key));
    givesInSeven(new KeyValue<>(key, List.of(C)), TEXT.bzmpop(SHORT, ScoreEnd.MAX, 2, absent, key));
  }

  @Test
  void ranges() {
    fill();
    ScoreRange upToTwo = ScoreRange.ALL.to(2);
    gives(List.of("c", "b"), TEXT.zrange(key, SortedSetRange.byRank(0, 1).reversed()));
    gives(List.of("a", "b"), TEXT.zrange(key, SortedSetRange.byScore(upToTwo)));
    gives(List.of(B), TEXT.zrangeWithScores(key, SortedSetRange.byScore(upToTwo.above(1))));
    gives(List.of(B, A), TEXT.zrangeWithScores(key, SortedSetRange.byScore(upToTwo).reversed()));
    gives(List.of("b"), TEXT.zrange(key, SortedSetRange.byScore(ScoreRange.of(1, 3)).limit(1, 1)));
    gives(
        List.of("c", "b"),
        TEXT.zrange(key, SortedSetRange.byLex(LexRange.ALL.above("a")).reversed()));
    gives(2L, TEXT.zrangeStore(other, key, SortedSetRange.byScore(ScoreRange.ALL.below(3))));
    gives(List.of(A, B), TEXT.zrangeWithScores(other, 0, -1));
    gives(1L, TEXT.zcount(key, ScoreRange.ALL.above(1).below(3)));
    gives(
        2L,
        TEXT.zlexCount(key, LexRange.ALL.from("a").below("c".getBytes(StandardCharsets.UTF_8))));
    gives(List.of("c", "b", "a"), TEXT.zrevRange(key, 0, -1));
    gives(List.of(C), TEXT.zrevRangeWithScores(key, 0, 0));
    gives(List.of("a", "b"), TEXT.zrangeByScore(key, upToTwo));
    gives(List.of(A, B), TEXT.zrangeByScoreWithScores(key, upToTwo));
    gives(List.of("b", "a"), TEXT.zrevRangeByScore(key, upToTwo));
    gives(List.of(B, A), TEXT.zrevRangeByScoreWithScores(key, upToTwo));
    gives(List.of("a", "b"), TEXT.zrangeByLex(key, LexRange.ALL.to("b")));
    gives(List.of("b", "a"), TEXT.zrevRangeByLex(key, LexRange.ALL.to("b")));
    gives(1L, TEXT.zremRangeByLex(key, LexRange.ALL.below("b")));
    gives(1L, TEXT.zremRangeByScore(key, ScoreRange.of(2, 2)));
    gives(1L, TEXT.zremRangeByRank(key, 0, -1));
    assertThrows(IllegalStateException.class, () -> SortedSetRange.byRank(0, 1).limit(0, 1));
  }

  @Test
  void algebra() {
    fill();
    run(TEXT.zadd(other, Map.of("b", 10.0, "c", 20.0)));
    AggregateOptions max = AggregateOptions.NONE.weights(10, 1).aggregate(ScoreAggregate.MAX);
    gives(List.of("a", "b", "c"), TEXT.zunion(AggregateOptions.NONE, key, other));
    gives(List.of("b", "c"), TEXT.zinter(AggregateOptions.NONE, key, other));
    gives(
        List.of(new ScoredValue<>("b", 20), new ScoredValue<>("c", 30)),
        TEXT.zinterWithScores(max, key, other));
    gives(
        List.of(A, new ScoredValue<>("b", 12), new ScoredValue<>("c", 23)),
        TEXT.zunionWithScores(AggregateOptions.NONE, key, other));
    gives(List.of("a"), TEXT.zdiff(key, other));
    gives(List.of(A), TEXT.zdiffWithScores(key, other));
    String result = Keys.fresh("result");
    gives(3L, TEXT.zunionStore(result, max, key, other));
    gives(2L, TEXT.zinterStore(result, max, key, other));
    gives(1L, TEXT.zdiffStore(result, key, other));
    givesInSeven(2L, TEXT.zinterCard(key, other));
    givesInSeven(1L, TEXT.zinterCard(1, key, other));
    gives(List.of(), TEXT.zinter(AggregateOptions.NONE, key, absent));
  }

  @Test
  void places() {
    GeoPoint palermo = new GeoPoint(13.361389, 38.115556);
    GeoPoint catania = new GeoPoint(15.087269, 37.502669);
    gives(1L, TEXT.geoAdd(key, palermo, "Palermo"));
    gives(
        1L,
        TEXT.geoAdd(
            key,
            GeoAddOptions.NONE.countingChanged(),
            Map.of("Palermo", palermo, "Catania", catania)));
    satisfies(
        km -> Math.abs(km - 166.2742) < 1e-3, TEXT.geoDist(key, "Palermo", "Catania", GeoUnit.KM));
    gives(null, TEXT.geoDist(key, "Palermo", "?", GeoUnit.M));
    gives(asList("sqc8b49rny0", null), TEXT.geoHash(key, "Palermo", "?"));
    List<GeoPoint> positions = run(TEXT.geoPos(key, "Catania", "?"));
    assertEquals(catania.longitude(), positions.get(0).longitude(), 1e-5);
    assertEquals(catania.latitude(), positions.get(0).latitude(), 1e-5);
    assertEquals(null, positions.get(1));
    GeoSearch near = GeoSearch.from(15, 37).withinRadius(200, GeoUnit.KM).order(SortOrder.ASC);
    gives(List.of("Catania", "Palermo"), TEXT.geoSearch(key, near));
    gives(List.of("Catania"), TEXT.geoSearch(key, near.count(1)));
    gives(
        List.of("Palermo"),
        TEXT.geoSearch(key, GeoSearch.fromMember("Palermo").withinBox(1, 1, GeoUnit.M)));
    gives(List.of(), TEXT.geoSearch(absent, near));
    GeoHit<String> hit = run(TEXT.geoSearchWithDetails(key, near)).get(0);
    assertEquals("Catania", hit.member());
    assertEquals(56.4413, hit.distance(), 1e-3);
    assertEquals(3479447370796909L, hit.hash());
    assertEquals(positions.get(0), hit.position());
    gives(2L, TEXT.geoSearchStore(other, key, near));
    gives(2L, TEXT.geoSearchStoreDist(other, key, near));
    GeoPoint center = new GeoPoint(15, 37);
    Set<String> both = Set.of("Catania", "Palermo");
    gives(both, TEXT.geoRadius(key, center, 200, GeoUnit.KM).map(Set::copyOf));
    gives(both, TEXT.geoRadiusRo(key, center, 200, GeoUnit.KM).map(Set::copyOf));
    gives(both, TEXT.geoRadiusByMember(key, "Palermo", 200, GeoUnit.KM).map(Set::copyOf));
    gives(both, TEXT.geoRadiusByMemberRo(key, "Palermo", 200, GeoUnit.KM).map(Set::copyOf));
  }
}
