package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says of commands and events that took long. */
final class LatencyReplies {
  private LatencyReplies() {}

  static ReplyDecoder<@Nullable List<LatencyEvent>> events() {
    return Replies.list(
        Vocabularies.present(
            Tuple.reply(
                "a name, a time, the latest and the longest",
                4,
                event ->
                    new LatencyEvent(
                        event.at(0), seconds(event, 1), millis(event, 2), millis(event, 3)),
                Replies.string(),
                Replies.integer(),
                Replies.integer(),
                Replies.integer())));
  }

  static ReplyDecoder<@Nullable List<LatencySample>> samples() {
    return Replies.list(
        Vocabularies.present(
            Tuple.reply(
                "a time and a latency",
                sample -> new LatencySample(seconds(sample, 0), millis(sample, 1)),
                Replies.integer(),
                Replies.integer())));
  }

  static ReplyDecoder<@Nullable List<SlowlogEntry>> slowlog() {
    return Replies.list(
        Vocabularies.present(
            Tuple.reply(
                "an ID, a time, a duration, a command, an address and a name",
                6,
                entry ->
                    new SlowlogEntry(
                        entry.<Long>at(0),
                        seconds(entry, 1),
                        Duration.of(entry.<Long>at(2), ChronoUnit.MICROS),
                        entry.at(3),
                        entry.at(4),
                        entry.at(5)),
                Replies.integer(),
                Replies.integer(),
                Replies.integer(),
                Vocabularies.texts(),
                Replies.string(),
                Replies.string())));
  }

  private static Instant seconds(Tuple tuple, int index) {
    return Instant.ofEpochSecond(tuple.<Long>at(index));
  }

  private static Duration millis(Tuple tuple, int index) {
    return Duration.ofMillis(tuple.<Long>at(index));
  }
}
