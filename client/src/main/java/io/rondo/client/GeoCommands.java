package io.rondo.client;

import io.rondo.resp.Replies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about places, which are kept as scores of a sorted set. */
public sealed interface GeoCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** GEOADD of one member: 1 if it is new, else 0. */
  default Command<Long> geoAdd(K key, GeoPoint point, V member) {
    return Command.of(
        Names.GEOADD, Replies.integer(), key, point.longitude(), point.latitude(), member);
  }

  /** GEOADD of several members: how many are new (or changed, with CH). */
  default Command<Long> geoAdd(K key, GeoAddOptions options, Map<V, GeoPoint> points) {
    Arguments arguments = Arguments.begin(key).addAll(options.arguments());
    Arguments.requireSome("member", points)
        .forEach((member, point) -> arguments.add(point.longitude(), point.latitude(), member));
    return Command.of(Names.GEOADD, Replies.integer(), arguments.toArray());
  }

  /** GEODIST: the distance of two members, or {@code null} if one of them is none. */
  default Command<@Nullable Double> geoDist(K key, V member1, V member2, GeoUnit unit) {
    return Command.of(Names.GEODIST, Replies.doubleNumber(), key, member1, member2, unit.word());
  }

  /**
   * GEOHASH: the geohashes in the order of the members, eleven characters each, {@code null} for
   * one that is none.
   */
  @SuppressWarnings("unchecked")
  default Command<List<@Nullable String>> geoHash(K key, V... members) {
    return Command.of(
        Names.GEOHASH, Replies.list(Replies.string()), Arguments.withSome(key, "member", members));
  }

  /** GEOPOS: the places in the order of the members, {@code null} for one that is none. */
  @SuppressWarnings("unchecked")
  default Command<List<@Nullable GeoPoint>> geoPos(K key, V... members) {
    return Command.of(
        Names.GEOPOS, Replies.list(GeoReplies.point()), Arguments.withSome(key, "member", members));
  }

  /** GEOSEARCH: the members that are found. */
  default Command<List<V>> geoSearch(K key, GeoSearch search) {
    return Command.of(
        Names.GEOSEARCH,
        Vocabularies.values(this),
        Arguments.begin(key).addAll(search.arguments()).toArray());
  }

  /**
   * GEOSEARCH WITHCOORD WITHDIST WITHHASH: the members that are found, how far they are, and where.
   */
  default Command<List<GeoHit<V>>> geoSearchWithDetails(K key, GeoSearch search) {
    return Command.of(
        Names.GEOSEARCH,
        GeoReplies.hits(this),
        Arguments.begin(key)
            .addAll(search.arguments())
            .add("WITHCOORD", "WITHDIST", "WITHHASH")
            .toArray());
  }

  /** GEOSEARCHSTORE: how many members are found; the destination has become the places of them. */
  default Command<Long> geoSearchStore(K destination, K source, GeoSearch search) {
    return Command.of(
        Names.GEOSEARCHSTORE,
        Replies.integer(),
        Arguments.of(destination, source, search.arguments()));
  }

  /**
   * GEOSEARCHSTORE STOREDIST: how many members are found; the destination has become the sorted set
   * of them by distance.
   */
  default Command<Long> geoSearchStoreDist(K destination, K source, GeoSearch search) {
    return Command.of(
        Names.GEOSEARCHSTORE,
        Replies.integer(),
        Arguments.begin(destination, source).addAll(search.arguments()).add("STOREDIST").toArray());
  }
}
