package io.rondo.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CannedConversationTest {
  private static byte[] command(String... arguments) {
    StringBuilder text = new StringBuilder("*" + arguments.length + "\r\n");
    for (String argument : arguments) {
      text.append('$').append(argument.length()).append("\r\n").append(argument).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String replyTo(String... arguments) {
    return text(new CannedConversation().replies(command(arguments)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Test
  void aValueFollowsFromItsKey() {
    assertEquals("+OK\r\n", replyTo("SET", "test_sync:keys:17", "17"));
    assertEquals("$2\r\n17\r\n", replyTo("GET", "test_sync:keys:17"));
    assertEquals("$1\r\n0\r\n", replyTo("get", "test_async:keys:99:0"));
    assertEquals("$8\r\n17xxxxxx\r\n", replyTo("GET", "v8:test_sync:keys:17"));
    String large = replyTo("GET", "v2500000:test_sync:keys:123");
    assertEquals("$2500000\r\n123x", large.substring(0, 14));
    assertEquals("$2500000\r\n".length() + 2_500_000 + 2, large.length());
    assertTrue(large.endsWith("x\r\n"));
  }

  @Test
  void whatClientsSayWhenTheyConnectIsAnswered() {
    assertEquals("+PONG\r\n", replyTo("PING"));
    assertEquals("+OK\r\n", replyTo("CLIENT", "SETINFO", "LIB-NAME", "some"));
    assertTrue(replyTo("HELLO", "3").startsWith("%7\r\n+server\r\n"));
    assertTrue(replyTo("HELLO").startsWith("*14\r\n+server\r\n"));
    assertEquals("-ERR unknown command\r\n", replyTo("XADD", "key", "*"));
    assertEquals(":0\r\n", replyTo("DBSIZE"));
    assertEquals("*0\r\n", replyTo("CONFIG", "GET", "save"));
    assertEquals("+OK\r\n", replyTo("FLUSHALL"));
    assertTrue(replyTo("INFO", "server").contains("redis_version:"));
  }

  @Test
  void aTransactionRepliesWhenItIsExecuted() {
    CannedConversation conversation = new CannedConversation();
    assertEquals("+OK\r\n", text(conversation.replies(command("MULTI"))));
    assertEquals("+QUEUED\r\n", text(conversation.replies(command("SET", "k:5", "5"))));
    assertEquals("+QUEUED\r\n", text(conversation.replies(command("GET", "k:5"))));
    assertEquals("*2\r\n+OK\r\n$1\r\n5\r\n", text(conversation.replies(command("EXEC"))));
    assertEquals("$1\r\n5\r\n", text(conversation.replies(command("GET", "k:5"))));
  }

  @Test
  void commandsMayComeInPiecesAndAreRepliedToWhenTheyAreWhole() {
    byte[] set = command("SET", "test_sync:keys:42", "some value");
    byte[] get = command("GET", "v4:test_sync:keys:42");
    byte[] both = Arrays.copyOf(set, set.length + get.length);
    System.arraycopy(get, 0, both, set.length, get.length);
    for (int cut = 1; cut < both.length; cut++) {
      CannedConversation conversation = new CannedConversation();
      String first = text(conversation.replies(Arrays.copyOf(both, cut)));
      String second = text(conversation.replies(Arrays.copyOfRange(both, cut, both.length)));
      assertEquals(cut >= set.length ? "+OK\r\n" : "", first, "cut at " + cut);
      assertEquals("+OK\r\n$4\r\n42xx\r\n", first + second);
    }
  }

  @Test
  void aValueLargerThanTheBufferIsSkipped() {
    CannedConversation conversation = new CannedConversation();
    byte[] set = command("SET", "v1000000:k:1", "x".repeat(1_000_000));
    StringBuilder replies = new StringBuilder();
    for (int from = 0; from < set.length; from += 100_000) {
      byte[] piece = Arrays.copyOfRange(set, from, Math.min(set.length, from + 100_000));
      replies.append(text(conversation.replies(piece)));
    }
    assertEquals("+OK\r\n", replies.toString());
    assertEquals("+PONG\r\n", text(conversation.replies(command("PING"))));
  }
}
