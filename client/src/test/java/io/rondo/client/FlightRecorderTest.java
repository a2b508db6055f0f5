package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.TestRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
  private static final String EVENT = "io.rondo.Command";
  private static final List<String> STAGES =
      List.of(
          "handOff",
          "turn",
          "encodeQueue",
          "encode",
          "gather",
          "flush",
          "server",
          "reading",
          "decodeQueue",
          "decode",
          "complete",
          "resume");

  private final Path file;

  FlightRecorderTest(@TempDir Path folder) {
    file = folder.resolve("commands.jfr");
  }

  /** Oldest first; a recording has them thread by thread. */
  private List<RecordedEvent> recorded(Recording recording) throws IOException {
    recording.stop();
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(EVENT))
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  @OnEveryLoop
  void aRecordingHasTheStagesOfEachCommand(Cell cell) throws IOException {
    try (Recording recording = new Recording()) {
      recording.start();
      try (RedisClient client = RedisClient.create(cell.options().withFlightRecorder(1));
          RedisConnection redis = client.connect()) {
        redis.sync().run(TEXT.set("recorded", "1"));
        Eventually.value(redis.async().run(TEXT.get("recorded")));
      } // Closed: what the loop does after a reply is done.
      List<RecordedEvent> events = recorded(recording);
      assertEquals(
          List.of("SET", "GET"), events.stream().map(e -> e.getString("command")).toList());
      for (RecordedEvent event : events) {
        long sum = STAGES.stream().mapToLong(event::getLong).sum();
        assertEquals(event.getLong("total"), sum, event::toString);
        assertTrue(event.getLong("server") > 0, event::toString);
        assertEquals(1, event.getInt("flushed"));
        assertEquals(1, event.getInt("read"));
      }
    }
  }

  @Test
  void theUriAsksForItToo() throws IOException {
    try (Recording recording = new Recording()) {
      recording.start();
      String uri = "redis://127.0.0.1:" + TestRedis.shared().port() + "?trace=1";
      try (RedisClient client = RedisClient.create(uri);
          RedisConnection redis = client.connect()) {
        redis.sync().run(TEXT.ping());
      }
      assertEquals(1, recorded(recording).size());
    }
  }

  @Test
  void aRecordingThatDoesNotWantThemHasNone() throws IOException {
    try (Recording recording = new Recording()) {
      recording.disable(EVENT);
      recording.start();
      String uri = "redis://127.0.0.1:" + TestRedis.shared().port() + "?trace=1";
      try (RedisClient client = RedisClient.create(uri);
          RedisConnection redis = client.connect()) {
        redis.sync().run(TEXT.ping());
      }
      assertEquals(List.of(), recorded(recording));
    }
  }
}
