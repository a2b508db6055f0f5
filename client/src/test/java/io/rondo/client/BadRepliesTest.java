package io.rondo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.MutatedReplies;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.resp.Replies;
import io.rondo.resp.RespLimits;
import io.rondo.resp.RespParser;
import io.rondo.resp.RespProtocolException;
import io.rondo.resp.RespValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Valid streams of replies with a few bytes changed, left out, put in, doubled or swapped, on live
 * connections. What a stream means is what the parser makes of it as a whole: so many replies, and
 * then nothing more, a reply that is cut off, one too many, or a breach of the protocol. The
 * commands end accordingly, each with the reply in its place, whatever the pieces in which the
 * stream comes.
 *
 * <p>{@code -Drondo.streams=…} says how many streams, on each loop and drive.
 */
class BadRepliesTest {
  private static final int STREAMS = Integer.getInteger("rondo.streams", 60);
  private static final int COMMANDS = 8;

  /** What the parser makes of a stream. */
  private record Meaning(List<RespValue> replies, boolean violated, boolean surplus) {
    static Meaning of(byte[] stream) {
      List<RespValue> replies = new ArrayList<>();
      ByteBuf in = Unpooled.wrappedBuffer(stream);
      try (RespParser parser = new RespParser(RespLimits.DEFAULT)) {
        while (replies.size() < COMMANDS && parser.parse(in, Replies.tree())) {
          replies.add((RespValue) parser.value());
        }
        return new Meaning(replies, false, in.isReadable());
      } catch (RespProtocolException e) {
        return new Meaning(replies, true, false);
      }
    }
  }

  @OnEveryLoop
  void everyCommandEndsAsTheStreamSays(Cell cell) {
    long seed = new Random().nextLong();
    Random seeds = new Random(seed);
    int closed = 0;
    for (int i = 0; i < STREAMS; i++) {
      long its = seeds.nextLong();
      try {
        closed += run(cell, its) ? 1 : 0;
      } catch (Throwable e) {
        throw new AssertionError("with the seed " + its + "L: " + e, e);
      }
    }
    assertTrue(closed > STREAMS / 4, "only " + closed + " streams were bad, seed " + seed);
  }

  /**
   * Runs commands that are answered with a stream.
   *
   * @return whether the client closed the connection
   */
  private static boolean run(Cell cell, long seed) {
    byte[] stream = MutatedReplies.stream(COMMANDS, new Random(seed));
    Meaning meaning = Meaning.of(stream);
    boolean bad = meaning.violated() || meaning.surplus();
    boolean cutOff = !bad && meaning.replies().size() < COMMANDS;
    try (ScriptedServer server =
            ScriptedServer.start(session -> answer(session, stream, cutOff, new Random(seed)));
        RedisClient client =
            RedisClient.create(cell.options(server.port()).withReconnect(Reconnect.off()));
        RedisConnection redis = client.connect()) {
      List<CompletableFuture<RespValue>> futures = new ArrayList<>();
      for (int i = 0; i < COMMANDS; i++) {
        futures.add(redis.async().run(Command.of("GET", Replies.tree(), "key" + i)));
      }
      for (int i = 0; i < COMMANDS; i++) {
        assertEnd(futures.get(i), i, meaning);
      }
      if (bad || cutOff) {
        Eventually.eventually("it is closed", () -> !redis.isOpen());
      } else {
        assertTrue(redis.isOpen());
      }
      assertEquals(0, redis.stats().inFlight());
      assertEquals(0, redis.stats().queued());
    }
    return bad;
  }

  private static void assertEnd(CompletableFuture<RespValue> future, int index, Meaning meaning) {
    if (index < meaning.replies().size()) {
      assertEquals(meaning.replies().get(index), Eventually.value(future));
    } else if (meaning.violated()) {
      RedisProtocolException error = Eventually.error(RedisProtocolException.class, future);
      assertEquals(Fate.MAYBE_EXECUTED, error.fate());
      assertFalse(String.valueOf(error.getMessage()).contains("\n"), error::getMessage);
    } else {
      RedisClosedException error = Eventually.error(RedisClosedException.class, future);
      assertEquals(Fate.MAYBE_EXECUTED, error.fate());
    }
  }

  private static void answer(
      ScriptedServer.Session session, byte[] stream, boolean thenEnd, Random random)
      throws IOException {
    for (int i = 0; i < COMMANDS; i++) {
      session.command();
    }
    for (int at = 0; at < stream.length; ) {
      int piece = Math.min(stream.length - at, 1 + random.nextInt(1 << random.nextInt(9)));
      session.socket().getOutputStream().write(stream, at, piece);
      at += piece;
    }
    if (thenEnd) {
      session.end();
    } else {
      session.hang();
    }
  }
}
