package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Keys;
import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import io.rondo.resp.RespValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replies of the commands about scripts, functions and publishing. */
class ScriptRepliesTest extends LiveReplies {
  private static final String SCRIPT = "return {KEYS[1], ARGV[1], ARGV[2]}";
  private static final String LIBRARY =
      """
      #!lua name=%s
      redis.register_function{function_name='%s_f',
        callback=function(keys, args) return args[1] .. keys[1] end, flags={'no-writes'}}
      """;

  @Test
  void scripts() {
    ReplyDecoder<List<String>> texts = Vocabularies.texts();
    List<String> expected = List.of("k", "a", "b");
    gives(expected, TEXT.eval(SCRIPT, texts, List.of("k"), "a", "b"));
    gives(1L, TEXT.eval("return 1", Replies.integer(), List.of()));
    gives(null, TEXT.eval("return false", Replies.string(), List.of()));
    givesInSeven(expected, TEXT.evalRo(SCRIPT, texts, List.of("k"), "a", "b"));
    String sha1 = run(TEXT.scriptLoad(SCRIPT));
    assertEquals(40, sha1.length());
    gives(expected, TEXT.evalSha(sha1, texts, List.of("k"), "a", "b"));
    givesInSeven(expected, TEXT.evalShaRo(sha1, texts, List.of("k"), "a", "b"));
    String unknown = "0".repeat(40);
    gives(List.of(true, false), TEXT.scriptExists(sha1, unknown));
    fails("NOSCRIPT", TEXT.evalSha(unknown, texts, List.of()));
    gives("OK", TEXT.scriptFlush());
    gives("OK", TEXT.scriptFlush(FlushMode.SYNC));
    fails("NOTBUSY", TEXT.scriptKill());
  }

  @Test
  void functions() {
    String library = Keys.fresh("library").replace(':', '_');
    String code = LIBRARY.formatted(library, library);
    givesInSeven(library, TEXT.functionLoad(code));
    givesInSeven(library, TEXT.functionLoadReplace(code));
    givesInSeven("ak", TEXT.fcall(library + "_f", Replies.string(), List.of("k"), "a"));
    givesInSeven("ak", TEXT.fcallRo(library + "_f", Replies.string(), List.of("k"), "a"));
    givesInSeven(List.of(), TEXT.functionList("no such library"));
    givesInSeven(
        code, TEXT.functionListWithCode(library).map(all -> text(all.get(0).get("library_code"))));
    givesInSeven(
        library, TEXT.functionList(library).map(all -> text(all.get(0).get("library_name"))));
    givesInSeven(true, TEXT.functionStats().map(stats -> stats.containsKey("engines")));
    if (isSeven()) {
      byte[] dump = run(TEXT.functionDump());
      fails("ERR", TEXT.functionRestore(dump, FunctionRestorePolicy.APPEND));
      gives("OK", TEXT.functionRestore(dump, FunctionRestorePolicy.REPLACE));
      assertTrue(!run(TEXT.functionList()).isEmpty());
    }
    givesInSeven("OK", TEXT.functionDelete(library));
    givesInSeven("OK", TEXT.functionFlush());
    givesInSeven("OK", TEXT.functionFlush(FlushMode.ASYNC));
    fails(isSeven() ? "NOTBUSY" : "ERR", TEXT.functionKill());
  }

  private static @Nullable Object text(@Nullable RespValue value) {
    return value instanceof RespValue.Bulk bulk ? bulk.text() : value;
  }

  @Test
  void publishing() {
    String channel = Keys.fresh("channel");
    gives(0L, TEXT.publish(channel, "x"));
    givesInSeven(0L, TEXT.spublish(channel, "x"));
    gives(List.of(), TEXT.pubsubChannels(channel));
    gives(Map.of(channel, 0L), TEXT.pubsubNumSub(channel));
    gives(Map.of(), TEXT.pubsubNumSub());
    gives(0L, TEXT.pubsubNumPat());
    givesInSeven(List.of(), TEXT.pubsubShardChannels());
    givesInSeven(List.of(), TEXT.pubsubShardChannels(channel));
    givesInSeven(Map.of(channel, 0L), TEXT.pubsubShardNumSub(channel));
  }
}
