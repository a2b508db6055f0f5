package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;

/** The reply of LCS IDX: {@code matches}, an array of stretches, {@code len}, a number. */
final class LcsReply {
  private LcsReply() {}

  /** Where a stretch begins and ends in one of the strings. */
  private record Stretch(long start, long end) {}

  static ReplyDecoder<LcsMatches> matches() {
    return Vocabularies.present(
        Tuple.reply(
            "matches and their length",
            4,
            reply -> new LcsMatches(reply.at(1), reply.<Long>at(3)),
            Replies.skip(),
            Replies.list(match()),
            Replies.skip(),
            Replies.integer()));
  }

  private static ReplyDecoder<LcsMatch> match() {
    return Vocabularies.present(
        Tuple.reply(
            "two stretches and their length",
            three -> {
              Stretch first = three.at(0);
              Stretch second = three.at(1);
              return new LcsMatch(
                  first.start(), first.end(), second.start(), second.end(), three.<Long>at(2));
            },
            stretch(),
            stretch(),
            Replies.integer()));
  }

  private static ReplyDecoder<Stretch> stretch() {
    return Vocabularies.present(
        Tuple.reply(
            "a start and an end",
            two -> new Stretch(two.<Long>at(0), two.<Long>at(1)),
            Replies.integer(),
            Replies.integer()));
  }
}
