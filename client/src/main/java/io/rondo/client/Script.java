package io.rondo.client;

import io.rondo.resp.ReplyDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script, and how what it returns becomes a {@code T}. Immutable; made once, used with any
 * connection, in any of the ways to run a command.
 *
 * <pre>{@code
 * static final Script<Long> TAKE = Script.of("return redis.call('DECRBY', ...)", Replies.integer());
 * long left = redis.sync().run(TEXT.eval(TAKE, List.of("stock:7"), "3"));
 * }</pre>
 *
 * <p>It travels as its SHA-1. A server that does not know it answers NOSCRIPT and has run nothing;
 * then the same future carries the whole script, once and within the same deadline. So a script
 * must not itself return an error that begins with {@code NOSCRIPT}.
 *
 * <p>Order: on a connection, commands submitted between those two overtake the script. A {@link
 * Pipeline}, or a transaction, keeps its order: it sends a script whole where it is first used, and
 * by its SHA-1 from then on.
 *
 * @param <T> what the script's reply becomes
 * @see ScriptingCommands#eval(Script, List, Object...)
 */
public final class Script<T extends @Nullable Object> {
  private final String text;
  private final String sha1;
  private final ReplyDecoder<T> reply;
  private final Whole eval = new Whole(Names.EVAL, this);
  private final Whole evalRo = new Whole(Names.EVAL_RO, this);

  private Script(String text, ReplyDecoder<T> reply) {
    this.text = text;
    this.sha1 = sha1(text);
    this.reply = reply;
  }

  /**
   * The command that carries a script whole, in place of one that names it by its SHA-1.
   *
   * @param name of that command; its other arguments are the same
   */
  record Whole(CommandName name, Script<?> script) {
    /** The code of the error by which a server says that it does not know a script. */
    static final String UNKNOWN = "NOSCRIPT";
  }

  /**
   * A script.
   *
   * @param text in Lua
   * @param reply makes the value of what the script returns; see {@link io.rondo.resp.Replies}
   */
  public static <T extends @Nullable Object> Script<T> of(String text, ReplyDecoder<T> reply) {
    return new Script<>(text, reply);
  }

  private static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  /** The script itself. */
  public String text() {
    return text;
  }

  /** Its SHA-1 in lower-case hexadecimal digits, by which a server that has seen it knows it. */
  public String sha1() {
    return sha1;
  }

  /** Makes the value of what the script returns. */
  public ReplyDecoder<T> reply() {
    return reply;
  }

  Whole eval() {
    return eval;
  }

  Whole evalRo() {
    return evalRo;
  }

  /** Its SHA-1. */
  @Override
  public String toString() {
    return "Script[" + sha1 + "]";
  }
}
