package io.rondo.bench.server;

import io.rondo.bench.scenario.SizedKeys;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Reads just enough of a client's commands to know which reply each is due. Bytes come into an
 * array and are read where they stand: a command's name and its first argument must be in one
 * piece, what follows is skipped as it comes.
 */
final class CannedCommands {
  /** What a command is replied with. */
  enum Reply {
    OK,
    VALUE,
    PONG,
    ONE,
    ZERO,
    NOTHING,
    INFO,
    MULTI,
    EXEC,
    HELLO,
    UNKNOWN
  }

  private static final int ROOM = 1 << 18;
  private static final Map<String, Reply> REPLIES =
      Map.ofEntries(
          Map.entry("SET", Reply.OK),
          Map.entry("GET", Reply.VALUE),
          Map.entry("DEL", Reply.ONE),
          Map.entry("MULTI", Reply.MULTI),
          Map.entry("EXEC", Reply.EXEC),
          Map.entry("HELLO", Reply.HELLO),
          Map.entry("PING", Reply.PONG),
          Map.entry("INFO", Reply.INFO),
          Map.entry("AUTH", Reply.OK),
          Map.entry("SELECT", Reply.OK),
          Map.entry("CLIENT", Reply.OK),
          Map.entry("FLUSHALL", Reply.OK),
          Map.entry("FLUSHDB", Reply.OK),
          Map.entry("DBSIZE", Reply.ZERO),
          Map.entry("CONFIG", Reply.NOTHING),
          Map.entry("COMMAND", Reply.NOTHING));

  private byte[] bytes = new byte[ROOM];
  private int start;
  private int end;

  private int argumentsLeft;
  private int argument;
  private long skip;
  private Reply reply = Reply.UNKNOWN;
  private int valueBytes;
  private int index;

  /** Where bytes can be put from {@link #end}; there is always room. */
  byte[] room() {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == bytes.length) {
      // What is left is the beginning of a command's name or key.
      byte[] target = start == 0 ? new byte[bytes.length * 2] : bytes;
      System.arraycopy(bytes, start, target, 0, end - start);
      end -= start;
      start = 0;
      bytes = target;
    }
    return bytes;
  }

  int end() {
    return end;
  }

  void received(int count) {
    end += count;
  }

  /** Whether another command has come whole; what it is due is told by the other methods. */
  boolean next() {
    while (true) {
      if (skip > 0) {
        int skipped = (int) Math.min(skip, end - start);
        start += skipped;
        skip -= skipped;
        if (skip > 0) {
          return false;
        }
        if (argumentsLeft == 0) {
          return true;
        }
      }
      int lineEnd = lineEnd();
      if (lineEnd < 0) {
        return false;
      }
      if (argumentsLeft == 0) {
        argumentsLeft = number(start + 1, lineEnd);
        argument = 0;
        start = lineEnd + 2;
      } else if (!takeArgument(lineEnd)) {
        return false;
      }
    }
  }

  /** Reads what matters of an argument and skips it; false where it has not come far enough. */
  private boolean takeArgument(int lineEnd) {
    int length = number(start + 1, lineEnd);
    int first = lineEnd + 2;
    if (argument < 2) {
      if (end - first < length) {
        return false;
      }
      if (argument == 0) {
        reply = replyTo(first, length);
        index = 2; // the protocol that HELLO means if it names none
      } else if (reply == Reply.HELLO) {
        index = number(first, first + length);
      } else if (reply == Reply.VALUE) {
        readKey(first, length);
      }
    }
    start = first;
    skip = length + 2L;
    argument++;
    argumentsLeft--;
    return true;
  }

  /** The position of the next line's CR, or -1. */
  private int lineEnd() {
    for (int i = start; i < end - 1; i++) {
      if (bytes[i] == '\r') {
        return i;
      }
    }
    return -1;
  }

  private int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private Reply replyTo(int from, int length) {
    // The two that matter are recognised without a String.
    if (length == 3 && (bytes[from + 1] | ' ') == 'e' && (bytes[from + 2] | ' ') == 't') {
      int letter = bytes[from] | ' ';
      if (letter == 's') {
        return Reply.OK;
      }
      if (letter == 'g') {
        return Reply.VALUE;
      }
    }
    String name = new String(bytes, from, length, StandardCharsets.US_ASCII);
    return REPLIES.getOrDefault(name.toUpperCase(Locale.ROOT), Reply.UNKNOWN);
  }

  private void readKey(int from, int length) {
    int colon = from + length - 1;
    while (colon >= from && bytes[colon] != ':') {
      colon--;
    }
    index = number(colon + 1, from + length);
    valueBytes = 0;
    if (bytes[from] == SizedKeys.MARK) {
      int sizeEnd = from + 1;
      while (bytes[sizeEnd] != ':') {
        sizeEnd++;
      }
      valueBytes = number(from + 1, sizeEnd);
    }
  }

  Reply reply() {
    return reply;
  }

  /** The size of the value that a GET is due; 0 for as many bytes as its index has digits. */
  int valueBytes() {
    return valueBytes;
  }

  /** What the value that a GET is due begins with; the protocol that a HELLO asks for. */
  int index() {
    return index;
  }
}
