package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.RespValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands about functions, which are kept in libraries (Redis 7). The caller names the decoder of
 * what a function returns.
 */
public sealed interface FunctionCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** FCALL: what the function returns. */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> fcall(
      String function, ReplyDecoder<T> reply, List<K> keys, V... arguments) {
    return Command.of(Names.FCALL, reply, Arguments.call(function, keys, arguments));
  }

  /** FCALL_RO: what the function returns, which may not write. */
  @SuppressWarnings("unchecked")
  default <T extends @Nullable Object> Command<T> fcallRo(
      String function, ReplyDecoder<T> reply, List<K> keys, V... arguments) {
    return Command.of(Names.FCALL_RO, reply, Arguments.call(function, keys, arguments));
  }

  /** FUNCTION LOAD: the name of the library; an error if it is there already. */
  default Command<String> functionLoad(String code) {
    return Command.of(Names.FUNCTION_LOAD, Replies.string(), code);
  }

  /** FUNCTION LOAD REPLACE: the name of the library, in place of the one that may be there. */
  default Command<String> functionLoadReplace(String code) {
    return Command.of(Names.FUNCTION_LOAD, Replies.string(), "REPLACE", code);
  }

  /** FUNCTION DELETE: {@code "OK"}; an error if there is no such library. */
  default Command<String> functionDelete(String library) {
    return Command.of(Names.FUNCTION_DELETE, Replies.status(), library);
  }

  /** FUNCTION LIST: the libraries and their functions. */
  default Command<List<Map<String, RespValue>>> functionList() {
    return Command.of(Names.FUNCTION_LIST, Replies.list(Vocabularies.bag()));
  }

  /** FUNCTION LIST: the libraries that match the glob pattern, and their functions. */
  default Command<List<Map<String, RespValue>>> functionList(String pattern) {
    return Command.of(
        Names.FUNCTION_LIST, Replies.list(Vocabularies.bag()), "LIBRARYNAME", pattern);
  }

  /**
   * FUNCTION LIST WITHCODE: the libraries that match the glob pattern, their functions and code.
   */
  default Command<List<Map<String, RespValue>>> functionListWithCode(String pattern) {
    return Command.of(
        Names.FUNCTION_LIST, Replies.list(Vocabularies.bag()), "LIBRARYNAME", pattern, "WITHCODE");
  }

  /** FUNCTION STATS: the script that runs, and how many libraries and functions each engine has. */
  default Command<Map<String, RespValue>> functionStats() {
    return Command.of(Names.FUNCTION_STATS, Vocabularies.bag());
  }

  /** FUNCTION DUMP: all libraries in the server's own format. */
  default Command<byte[]> functionDump() {
    return Command.of(Names.FUNCTION_DUMP, Replies.bytes());
  }

  /** FUNCTION RESTORE: {@code "OK"}; the server has the libraries that FUNCTION DUMP gave. */
  default Command<String> functionRestore(byte[] dump, FunctionRestorePolicy policy) {
    return Command.of(Names.FUNCTION_RESTORE, Replies.status(), dump, policy.name());
  }

  /** FUNCTION FLUSH: {@code "OK"}; there is no library. */
  default Command<String> functionFlush() {
    return Command.of(Names.FUNCTION_FLUSH, Replies.status());
  }

  /** FUNCTION FLUSH with a mode: {@code "OK"}; there is no library. */
  default Command<String> functionFlush(FlushMode mode) {
    return Command.of(Names.FUNCTION_FLUSH, Replies.status(), mode.name());
  }

  /**
   * FUNCTION KILL: {@code "OK"}; the function that runs fails. The error NOTBUSY if none runs,
   * UNKILLABLE if it has written.
   */
  default Command<String> functionKill() {
    return Command.of(Names.FUNCTION_KILL, Replies.status());
  }
}
