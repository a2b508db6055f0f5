package io.rondo.client;

import io.netty.buffer.ByteBuf;
import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.RespError;
import io.rondo.resp.RespWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command: its name, its arguments, and how its reply becomes a {@code T}. Immutable, of no
 * connection, and may be run any number of times in any of the three ways.
 *
 * <p>Arguments are text ({@code CharSequence}, sent as UTF-8), {@code byte[]}, or numbers. A {@code
 * byte[]} is not copied: it must not change until the command has ended. Arguments never show in
 * {@link #toString()}, for one may be a password.
 *
 * @param <T> what the reply becomes
 */
public final class Command<T extends @Nullable Object> {
  /** Timeout of a command that takes its connection's. */
  static final long CONNECTION_TIMEOUT = -1;

  /** Timeout of a command that waits for ever. */
  static final long NO_TIMEOUT = 0;

  /**
   * What a queued command takes of the heap before its arguments, measured with references of four
   * bytes: the future that is the queue's node 64, this 32, the array of the arguments 16.
   */
  private static final int COMMAND_BYTES = 112;

  /**
   * What an argument takes beside its bytes: its place, a String 24, an array's head 16, and air.
   */
  private static final int ARGUMENT_BYTES = 48;

  /** The part of {@link #COMMAND_BYTES} that is not the room for a command's frame on the wire. */
  static final int UNWRITTEN_BYTES = COMMAND_BYTES - 16;

  /** After this the error to an unknown command quotes what came with it. */
  private static final String QUOTED_ARGUMENTS = ", with args beginning with:";

  private static final Object[] NO_ARGUMENTS = {};

  private static final Set<String> MAY_HAVE_PASSWORDS =
      Set.of("AUTH", "HELLO", "ACL SETUSER", "CONFIG SET", "MIGRATE");

  private final CommandName name;
  private final Object[] arguments;
  private final ReplyDecoder<T> reply;
  private final Terms terms;
  private final int weight;

  private Command(CommandName name, Object[] arguments, ReplyDecoder<T> reply, Terms terms) {
    this.name = name;
    this.arguments = arguments;
    this.reply = reply;
    this.terms = terms;
    this.weight = weigh(name, arguments);
  }

  static <T extends @Nullable Object> Command<T> of(
      CommandName name, ReplyDecoder<T> reply, Object... arguments) {
    return new Command<>(name, arguments, reply, Terms.USUAL);
  }

  static <T extends @Nullable Object> Command<T> of(CommandName name, ReplyDecoder<T> reply) {
    return new Command<>(name, NO_ARGUMENTS, reply, Terms.USUAL);
  }

  /**
   * A command by hand: any that the vocabulary lacks.
   *
   * @param name one or more words, for example {@code "OBJECT ENCODING"}
   * @param reply makes the value; see {@link Replies}
   * @param arguments text, {@code byte[]} or numbers
   * @throws IllegalArgumentException if the name is empty, an argument is of another type, or the
   *     command makes the server send what is no reply to a command (SUBSCRIBE, MONITOR, …)
   */
  public static <T extends @Nullable Object> Command<T> of(
      String name, ReplyDecoder<T> reply, Object... arguments) {
    CommandName named = CommandName.of(name);
    if (named.tie() == Tie.MODE) {
      throw new IllegalArgumentException(
          named
              + " changes what the server sends on a connection, and the replies to other commands"
              + " could not be told from it: to get messages use RedisClient.subscriber()");
    }
    return of(named, reply, arguments.clone());
  }

  private static void requireEncodable(CommandName name, int index, @Nullable Object argument) {
    if (!(argument instanceof CharSequence
        || argument instanceof byte[]
        || argument instanceof Number)) {
      throw new IllegalArgumentException(
          "argument "
              + (index + 1)
              + " of "
              + name
              + " is "
              + (argument == null ? "null" : "a " + argument.getClass().getName())
              + ": give text, byte[] or a number");
    }
  }

  /** The name, for example {@code "SET"} or {@code "CLIENT SETNAME"}. */
  public String name() {
    return name.toString();
  }

  /**
   * The same command with a timeout of its own in place of its connection's. In a transaction the
   * shortest such timeout is that of the whole.
   *
   * @param timeout from submission to reply; zero waits for ever
   */
  public Command<T> withTimeout(Duration timeout) {
    long nanos = Durations.nanos("timeout", timeout, NO_TIMEOUT);
    return new Command<>(name, arguments, reply, terms.withTimeout(nanos));
  }

  /**
   * The same command, to be sent again if the connection is lost before its reply has come, when it
   * is open again and within the command's timeout. For commands that may be executed twice: the
   * server may have executed what it has not answered. In a transaction it counts for nothing.
   *
   * @param times how often at most; zero, the default, never sends anything twice
   */
  public Command<T> withRetries(int times) {
    Checks.range("retries", times, 0, Integer.MAX_VALUE);
    return new Command<>(name, arguments, reply, terms.withRetries(times));
  }

  /** How often it may be sent again. */
  int retries() {
    return terms.retries();
  }

  /** Whether {@link #withTimeout} gave it a timeout. */
  boolean hasOwnTimeout() {
    return terms.hasOwnTimeout();
  }

  /**
   * The same command with a reply made by another decoder: {@code get(key).as(Replies.bytes())}.
   *
   * @see Replies
   */
  public <R extends @Nullable Object> Command<R> as(ReplyDecoder<R> other) {
    return new Command<>(name, arguments, other, terms);
  }

  /**
   * The same command with its value put through {@code mapper}, on the thread that reads the reply.
   * A mapper that throws fails this command alone.
   */
  public <R extends @Nullable Object> Command<R> map(Function<? super T, ? extends R> mapper) {
    return as(Replies.mapped(reply, mapper, reply.toString()));
  }

  /**
   * The same command, which the server may keep waiting for so long on purpose; zero is for ever.
   */
  Command<T> blocking(long nanos) {
    long bound = nanos == 0 ? Long.MAX_VALUE : nanos;
    return new Command<>(name, arguments, reply, terms.withBlocking(bound));
  }

  /** The same command, whose first argument is the SHA-1 of a script. */
  Command<T> ofScript(Script.Whole newWhole) {
    return new Command<>(name, arguments, reply, terms.withWhole(newWhole));
  }

  /** The script that this command names by its SHA-1, or {@code null}. */
  @Nullable Script<?> script() {
    Script.Whole whole = terms.whole();
    return whole == null ? null : whole.script();
  }

  /** The same command with the script itself, or {@code null} if it names none by its SHA-1. */
  @Nullable Command<T> whole() {
    Script.Whole whole = terms.whole();
    if (whole == null) {
      return null;
    }
    Object[] changed = arguments.clone();
    changed[0] = whole.script().text();
    return new Command<>(whole.name(), changed, reply, terms.withWhole(null));
  }

  /** Whether the server may keep it waiting on purpose. */
  boolean blocks() {
    return terms.blocksNanos() != 0;
  }

  /** What ties it to its connection. */
  Tie tie() {
    return name.tie();
  }

  /** Whether it neither waits on the server nor has to do with its connection's state. */
  boolean isOrdinary() {
    return terms.blocksNanos() == 0 && name.tie() == Tie.NONE;
  }

  /** As {@link Terms#timeoutNanos(long)}. */
  long timeoutNanos(long connectionTimeout) {
    return terms.timeoutNanos(connectionTimeout);
  }

  /** As {@link Terms#patienceNanos}. */
  long patienceNanos(long otherwise) {
    return terms.patienceNanos(otherwise);
  }

  ReplyDecoder<T> reply() {
    return reply;
  }

  /** The words of the name and the arguments, as a command about commands takes them. */
  List<Object> words() {
    List<Object> words = new ArrayList<>(List.of((Object[]) name().split(" ", -1)));
    words.addAll(Arrays.asList(arguments));
    return words;
  }

  /** The words and the arguments as text. */
  List<String> textWords() {
    return words().stream()
        .map(
            word ->
                word instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : word.toString())
        .toList();
  }

  /** The name in capitals. */
  String upperCaseName() {
    return name.upperCase();
  }

  /** Whether it changes what the server remembers of the connection: see {@link Session}. */
  boolean concernsSession() {
    return name.concernsSession;
  }

  private static int weigh(CommandName name, Object[] arguments) {
    long weight = COMMAND_BYTES;
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof CharSequence text) {
        weight += ARGUMENT_BYTES + text.length();
      } else if (argument instanceof byte[] bytes) {
        weight += ARGUMENT_BYTES + bytes.length;
      } else {
        requireEncodable(name, i, argument);
        weight += ARGUMENT_BYTES;
      }
    }
    return (int) Math.min(weight, Integer.MAX_VALUE);
  }

  /** Roughly what it holds in the heap while queued, in bytes: the queue's bound counts this. */
  int weight() {
    return weight;
  }

  /**
   * An error of the server to this command. Some errors quote the command's arguments; where one
   * may be a password they are left out, and always where the server does not know the command.
   */
  RespError conceal(RespError error) {
    int quotes = error.message().indexOf(QUOTED_ARGUMENTS);
    if (quotes >= 0) {
      return new RespError(error.message().substring(0, quotes));
    }
    if (!MAY_HAVE_PASSWORDS.contains(name.upperCase())) {
      return error;
    }
    String message = error.message();
    for (Object argument : arguments) {
      String secret =
          argument instanceof byte[] bytes
              ? new String(bytes, StandardCharsets.UTF_8)
              : argument.toString();
      message = secret.isEmpty() ? message : message.replace(secret, "***");
    }
    return new RespError(message);
  }

  /** Whether the server answers it by closing the connection. */
  boolean closesConnection() {
    return name.toString().equalsIgnoreCase("SHUTDOWN");
  }

  /**
   * Writes the whole command; what it throws, the caller takes back by resetting the writer index.
   */
  void encode(ByteBuf out) {
    name.writePrefix(out, arguments.length);
    for (Object argument : arguments) {
      if (argument instanceof String text) {
        RespWriter.writeBulkString(out, text);
      } else if (argument instanceof byte[] bytes) {
        RespWriter.writeBulkString(out, bytes);
      } else if (argument instanceof Long || argument instanceof Integer) {
        RespWriter.writeBulkString(out, ((Number) argument).longValue());
      } else if (argument instanceof Double || argument instanceof Float) {
        RespWriter.writeBulkString(out, ((Number) argument).doubleValue());
      } else {
        // Text that changes while it is written would break the wire: a String cannot.
        RespWriter.writeBulkString(out, argument.toString());
      }
    }
  }

  /** The name and the number of arguments; never the arguments. */
  @Override
  public String toString() {
    return switch (arguments.length) {
      case 0 -> name.toString();
      case 1 -> name + " with 1 argument";
      default -> name + " with " + arguments.length + " arguments";
    };
  }
}
