package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about Lua scripts. The caller names the decoder of what a script returns. */
public sealed interface ScriptingCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** EVAL: what the Lua script returns. */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> eval(
      String script, ReplyDecoder<T> reply, List<K> keys, V... arguments) {
    return Command.of(Names.EVAL, reply, Arguments.call(script, keys, arguments));
  }

  /**
   * EVALSHA, and EVAL if the server does not know the script: what it returns. See {@link Script}.
   */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> eval(
      Script<T> script, List<K> keys, V... arguments) {
    return evalSha(script.sha1(), script.reply(), keys, arguments).ofScript(script.eval());
  }

  /** EVAL_RO (Redis 7): what the Lua script returns, which may not write. */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> evalRo(
      String script, ReplyDecoder<T> reply, List<K> keys, V... arguments) {
    return Command.of(Names.EVAL_RO, reply, Arguments.call(script, keys, arguments));
  }

  /**
   * EVALSHA_RO (Redis 7), and EVAL_RO if the server does not know the script: what it returns; it
   * may not write. See {@link Script}.
   */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> evalRo(
      Script<T> script, List<K> keys, V... arguments) {
    return evalShaRo(script.sha1(), script.reply(), keys, arguments).ofScript(script.evalRo());
  }

  /**
   * EVALSHA: what the Lua script returns that the server knows by its SHA-1; the error NOSCRIPT if
   * it does not.
   */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> evalSha(
      String sha1, ReplyDecoder<T> reply, List<K> keys, V... arguments) {
    return Command.of(Names.EVALSHA, reply, Arguments.call(sha1, keys, arguments));
  }

  /** EVALSHA_RO (Redis 7): like {@link #evalSha}, the script may not write. */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> evalShaRo(
      String sha1, ReplyDecoder<T> reply, List<K> keys, V... arguments) {
    return Command.of(Names.EVALSHA_RO, reply, Arguments.call(sha1, keys, arguments));
  }

  /** SCRIPT LOAD: the SHA-1 by which the server knows the script from now on. */
  default Command<String> scriptLoad(String script) {
    return Command.of(Names.SCRIPT_LOAD, Replies.string(), script);
  }

  /** SCRIPT EXISTS: of each SHA-1, whether the server knows a script by it. */
  default Command<List<Boolean>> scriptExists(String... sha1s) {
    return Command.of(
        Names.SCRIPT_EXISTS,
        Vocabularies.bools(),
        (Object[]) Arguments.requireSome("SHA-1", sha1s));
  }

  /** SCRIPT FLUSH: {@code "OK"}; the server knows no script. */
  default Command<String> scriptFlush() {
    return Command.of(Names.SCRIPT_FLUSH, Replies.status());
  }

  /** SCRIPT FLUSH with a mode: {@code "OK"}; the server knows no script. */
  default Command<String> scriptFlush(FlushMode mode) {
    return Command.of(Names.SCRIPT_FLUSH, Replies.status(), mode.name());
  }

  /**
   * SCRIPT KILL: {@code "OK"}; the script that runs fails. The error NOTBUSY if none runs,
   * UNKILLABLE if it has written.
   */
  default Command<String> scriptKill() {
    return Command.of(Names.SCRIPT_KILL, Replies.status());
  }
}
