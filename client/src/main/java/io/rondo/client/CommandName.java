package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.rondo.resp.RespWriter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command's name, of one or more words, with the bytes that begin such a command on the wire
 * ({@code *3\r\n$3\r\nSET\r\n}) kept for the small numbers of arguments that nearly all commands
 * have.
 */
final class CommandName {
  private static final int KEPT = 8;

  private static final Set<String> OF_THE_SESSION =
      Set.of(
          "AUTH",
          "HELLO",
          "SELECT",
          "CLIENT SETNAME",
          "WATCH",
          "UNWATCH",
          "MULTI",
          "EXEC",
          "DISCARD",
          "RESET",
          "QUIT",
          PendingTransaction.NAME);

  private final String text;
  private final String[] words;
  private final Tie tie;
  private final byte[][] prefixes = new byte[KEPT][];

  /** Whether it changes what the server remembers of the connection: see {@link Session}. */
  final boolean concernsSession;

  private CommandName(String text, String[] words) {
    this.text = text;
    this.words = words;
    this.tie = Tie.of(text);
    this.concernsSession = OF_THE_SESSION.contains(upperCase());
  }

  /** The words in capitals, for Redis takes them in any. */
  String upperCase() {
    return text.toUpperCase(Locale.ROOT);
  }

  /**
   * @param text the words, a space between
   * @throws IllegalArgumentException if there is none
   */
  static CommandName of(String text) {
    String[] words = text.strip().split(" +");
    if (words[0].isEmpty()) {
      throw new IllegalArgumentException(
          "the command's name is empty: give its words, for example \"OBJECT ENCODING\"");
    }
    return new CommandName(String.join(" ", words), words);
  }

  /** Writes the array header and the words of a command of {@code arguments} arguments. */
  void writePrefix(ByteBuf out, int arguments) {
    byte @Nullable [] prefix = arguments < KEPT ? prefixes[arguments] : null;
    if (prefix == null) {
      prefix = RespWriter.encodePrefix(words.length + arguments, words);
      if (arguments < KEPT) {
        prefixes[arguments] = prefix; // Two threads may both do this, with equal bytes.
      }
    }
    out.writeBytes(prefix);
  }

  Tie tie() {
    return tie;
  }

  @Override
  public String toString() {
    return text;
  }
}
