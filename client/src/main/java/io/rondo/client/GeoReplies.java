package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of replies about places. */
final class GeoReplies {
  private GeoReplies() {}

  /** Longitude and latitude, or null. */
  static ReplyDecoder<@Nullable GeoPoint> point() {
    return Tuple.reply(
        "a longitude and a latitude",
        two -> new GeoPoint(two.<Double>at(0), two.<Double>at(1)),
        Replies.doubleNumber(),
        Replies.doubleNumber());
  }

  static <V> ReplyDecoder<@Nullable List<GeoHit<V>>> hits(Vocabulary<?, V> vocabulary) {
    return Replies.list(
        Vocabularies.present(
            Tuple.reply(
                "a member, its distance, hash and place",
                four -> new GeoHit<V>(four.at(0), four.<Double>at(1), four.<Long>at(2), four.at(3)),
                vocabulary.valueReply(),
                Replies.doubleNumber(),
                Replies.integer(),
                point())));
  }
}
