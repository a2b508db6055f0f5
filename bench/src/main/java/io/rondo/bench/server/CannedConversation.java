package io.rondo.bench.server;

import io.rondo.bench.scenario.SizedKeys;
import io.rondo.bench.server.CannedCommands.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One client of the canned server. Nothing is stored: SET is always OK, and the value of a key
 * follows from the key (see {@link SizedKeys}). Replies gather in one buffer, which grows, and go
 * out when everything that had come is replied to.
 */
final class CannedConversation {
  private static final int ROOM = 1 << 18;
  private static final byte[] FILLER = new byte[1 << 20];
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] OK = ascii("+OK\r\n");
  private static final byte[] QUEUED = ascii("+QUEUED\r\n");
  private static final byte[] PONG = ascii("+PONG\r\n");
  private static final byte[] ONE = ascii(":1\r\n");
  private static final byte[] ZERO = ascii(":0\r\n");
  private static final byte[] NOTHING = ascii("*0\r\n");
  private static final byte[] UNKNOWN = ascii("-ERR unknown command\r\n");
  private static final String FACTS =
      "# Server\r\nredis_version:7.0.0\r\nredis_mode:standalone\r\nrole:master\r\n";
  private static final byte[] INFO = ascii("$" + FACTS.length() + "\r\n" + FACTS + "\r\n");

  private static final String SELF =
      "+server +redis +version +7.0.0 +proto :%d +id :1 +mode +standalone +role +master +modules *0 ";
  private static final byte[] RESP2 = lines("*14 " + SELF.formatted(2));
  private static final byte[] RESP3 = lines("%7 " + SELF.formatted(3));

  static {
    Arrays.fill(FILLER, SizedKeys.FILLER);
  }

  /** A reply that waits for EXEC. */
  private record Due(Reply reply, int valueBytes, int index) {}

  private final CannedCommands commands = new CannedCommands();
  private final byte[] digits = new byte[10];
  private ByteBuffer out = ByteBuffer.allocateDirect(ROOM);
  private final List<Due> transaction = new ArrayList<>();
  private boolean inTransaction;

  private static byte[] lines(String text) {
    return ascii(text.replace(" ", "\r\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads what has come and replies to it.
   *
   * @return whether the client is still there
   */
  boolean exchange(SocketChannel socket) throws IOException {
    byte[] room = commands.room();
    int read = socket.read(ByteBuffer.wrap(room, commands.end(), room.length - commands.end()));
    if (read < 0) {
      return false;
    }
    commands.received(read);
    replyToAll();
    send(socket);
    return true;
  }

  /** The same without a socket. */
  byte[] replies(byte[] received) {
    byte[] room = commands.room();
    System.arraycopy(received, 0, room, commands.end(), received.length);
    commands.received(received.length);
    replyToAll();
    byte[] replies = new byte[out.flip().remaining()];
    out.get(replies).clear();
    return replies;
  }

  /** Sends what the socket takes. */
  void send(SocketChannel socket) throws IOException {
    socket.write(out.flip());
    out.compact();
  }

  /** Whether something could not be sent yet. */
  boolean hasUnsent() {
    return out.position() > 0;
  }

  private void replyToAll() {
    while (commands.next()) {
      Reply reply = commands.reply();
      if (reply == Reply.MULTI) {
        inTransaction = true;
        put(OK);
      } else if (reply == Reply.EXEC) {
        execute();
      } else if (inTransaction) {
        transaction.add(new Due(reply, commands.valueBytes(), commands.index()));
        put(QUEUED);
      } else {
        put(reply, commands.valueBytes(), commands.index());
      }
    }
  }

  private void execute() {
    put((byte) '*', transaction.size());
    for (Due due : transaction) {
      put(due.reply, due.valueBytes, due.index);
    }
    transaction.clear();
    inTransaction = false;
  }

  private void put(Reply reply, int valueBytes, int index) {
    switch (reply) {
      case OK, MULTI, EXEC -> put(OK);
      case VALUE -> putValue(valueBytes, index);
      case PONG -> put(PONG);
      case ONE -> put(ONE);
      case ZERO -> put(ZERO);
      case NOTHING -> put(NOTHING);
      case INFO -> put(INFO);
      case HELLO -> put(index == 3 ? RESP3 : RESP2);
      case UNKNOWN -> put(UNKNOWN);
    }
  }

  private void putValue(int valueBytes, int index) {
    int size = valueBytes == 0 ? digits(index) : valueBytes;
    put((byte) '$', size);
    int all = digits(index);
    int length = Math.min(all, size);
    put(digits, digits.length - all, length);
    for (int left = size - length; left > 0; left -= FILLER.length) {
      put(FILLER, 0, Math.min(left, FILLER.length));
    }
    put(LINE_END);
  }

  private void put(byte type, int number) {
    int length = digits(number);
    ensure(1 + length + LINE_END.length);
    out.put(type).put(digits, digits.length - length, length).put(LINE_END);
  }

  /** Writes a number to the end of {@link #digits} and returns how many there are. */
  private int digits(int number) {
    int at = digits.length;
    int rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return digits.length - at;
  }

  private void put(byte[] bytes) {
    put(bytes, 0, bytes.length);
  }

  private void put(byte[] bytes, int from, int length) {
    ensure(length);
    out.put(bytes, from, length);
  }

  private void ensure(int length) {
    if (out.remaining() < length) {
      int size = Math.max(out.capacity() * 2, out.position() + length);
      out = ByteBuffer.allocateDirect(size).put(out.flip());
    }
  }
}
