package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands about what the server knows of itself: its commands, memory, latency and slow commands.
 */
public sealed interface IntrospectionCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** COMMAND: what the server knows of its commands, an array of arrays. */
  default Command<RespValue> command() {
    return Command.of(Names.COMMAND, Replies.tree());
  }

  /** COMMAND COUNT: the number of commands. */
  default Command<Long> commandCount() {
    return Command.of(Names.COMMAND_COUNT, Replies.integer());
  }

  /**
   * COMMAND DOCS (Redis 7): the documentation of the commands asked for that there are, or of all.
   */
  default Command<Map<String, RespValue>> commandDocs(String... commands) {
    return Command.of(Names.COMMAND_DOCS, Vocabularies.bag(), (Object[]) commands);
  }

  /** COMMAND GETKEYS: the keys of a command, in its order. */
  default Command<List<K>> commandGetKeys(Command<?> command) {
    return Command.of(Names.COMMAND_GETKEYS, Vocabularies.keys(this), command.words().toArray());
  }

  /**
   * COMMAND GETKEYSANDFLAGS (Redis 7): the keys of a command, in its order, and what it does to
   * each.
   */
  default Command<List<KeyFlags<K>>> commandGetKeysAndFlags(Command<?> command) {
    return Command.of(
        Names.COMMAND_GETKEYSANDFLAGS,
        Replies.list(
            Vocabularies.present(
                Tuple.reply(
                    "a key and flags",
                    two -> new KeyFlags<K>(two.at(0), two.at(1)),
                    keyReply(),
                    Vocabularies.texts()))),
        command.words().toArray());
  }

  /** COMMAND INFO: what COMMAND gives of each of the commands, a null for one that there is not. */
  default Command<List<RespValue>> commandInfo(String... commands) {
    return Command.of(Names.COMMAND_INFO, Replies.list(Replies.tree()), (Object[]) commands);
  }

  /** COMMAND LIST (Redis 7): the names of all commands. */
  default Command<List<String>> commandList() {
    return Command.of(Names.COMMAND_LIST, Vocabularies.texts());
  }

  /** COMMAND LIST with a filter (Redis 7): the names of the commands that pass it. */
  default Command<List<String>> commandList(CommandFilter filter) {
    return Command.of(Names.COMMAND_LIST, Vocabularies.texts(), filter.arguments());
  }

  /** LATENCY LATEST: the spikes of each kind there were. */
  default Command<List<LatencyEvent>> latencyLatest() {
    return Command.of(Names.LATENCY_LATEST, LatencyReplies.events());
  }

  /** LATENCY HISTORY: the spikes of one kind, the oldest first. */
  default Command<List<LatencySample>> latencyHistory(String event) {
    return Command.of(Names.LATENCY_HISTORY, LatencyReplies.samples(), event);
  }

  /**
   * LATENCY RESET: how many of the kinds (or of all, if none is given) had spikes, which are
   * forgotten.
   */
  default Command<Long> latencyReset(String... events) {
    return Command.of(Names.LATENCY_RESET, Replies.integer(), (Object[]) events);
  }

  /**
   * LATENCY HISTOGRAM (Redis 7): the calls of each of the commands (or of all, if none is given) by
   * the time that they took.
   */
  default Command<Map<String, RespValue>> latencyHistogram(String... commands) {
    return Command.of(Names.LATENCY_HISTOGRAM, Vocabularies.bag(), (Object[]) commands);
  }

  /** LATENCY DOCTOR: a report for people. */
  default Command<String> latencyDoctor() {
    return Command.of(Names.LATENCY_DOCTOR, Replies.string());
  }

  /** LATENCY GRAPH: a picture of the spikes of one kind; an error if there were none. */
  default Command<String> latencyGraph(String event) {
    return Command.of(Names.LATENCY_GRAPH, Replies.string(), event);
  }

  /**
   * MEMORY USAGE: roughly the bytes that the key and its value take, or {@code null} if it is not
   * there.
   */
  default Command<@Nullable Long> memoryUsage(K key) {
    return Command.of(Names.MEMORY_USAGE, Replies.nullableInteger(), key);
  }

  /**
   * MEMORY USAGE SAMPLES: like {@link #memoryUsage(Object)}, from the size of so many elements; 0
   * is all.
   */
  default Command<@Nullable Long> memoryUsage(K key, int samples) {
    return Command.of(Names.MEMORY_USAGE, Replies.nullableInteger(), key, "SAMPLES", samples);
  }

  /** MEMORY STATS: what takes the server's memory. */
  default Command<Map<String, RespValue>> memoryStats() {
    return Command.of(Names.MEMORY_STATS, Vocabularies.bag());
  }

  /** MEMORY DOCTOR: a report for people. */
  default Command<String> memoryDoctor() {
    return Command.of(Names.MEMORY_DOCTOR, Replies.string());
  }

  /** MEMORY MALLOC-STATS: a report of the allocator. */
  default Command<String> memoryMallocStats() {
    return Command.of(Names.MEMORY_MALLOC_STATS, Replies.string());
  }

  /** MEMORY PURGE: {@code "OK"}; the allocator gives back what it can. */
  default Command<String> memoryPurge() {
    return Command.of(Names.MEMORY_PURGE, Replies.status());
  }

  /** SLOWLOG GET: the last ten commands that took long, the latest first. */
  default Command<List<SlowlogEntry>> slowlogGet() {
    return Command.of(Names.SLOWLOG_GET, LatencyReplies.slowlog());
  }

  /**
   * SLOWLOG GET: the last so many commands that took long, the latest first; -1 is all (Redis 7).
   */
  default Command<List<SlowlogEntry>> slowlogGet(int count) {
    return Command.of(Names.SLOWLOG_GET, LatencyReplies.slowlog(), count);
  }

  /** SLOWLOG LEN: how many commands the server remembers that took long. */
  default Command<Long> slowlogLen() {
    return Command.of(Names.SLOWLOG_LEN, Replies.integer());
  }

  /** SLOWLOG RESET: {@code "OK"}. */
  default Command<String> slowlogReset() {
    return Command.of(Names.SLOWLOG_RESET, Replies.status());
  }
}
