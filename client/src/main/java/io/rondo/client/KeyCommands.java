package io.rondo.client;

import io.rondo.resp.Replies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Commands about keys of any type. */
public sealed interface KeyCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** DEL: how many of the keys were there and are gone. */
  @SuppressWarnings("unchecked")
  default Command<Long> del(K... keys) {
    return Command.of(Names.DEL, Replies.integer(), Arguments.requireSome("key", keys));
  }

  /** UNLINK: like {@link #del}; their memory is freed in the background. */
  @SuppressWarnings("unchecked")
  default Command<Long> unlink(K... keys) {
    return Command.of(Names.UNLINK, Replies.integer(), Arguments.requireSome("key", keys));
  }

  /** EXISTS: how many of the keys are there; one given twice counts twice. */
  @SuppressWarnings("unchecked")
  default Command<Long> exists(K... keys) {
    return Command.of(Names.EXISTS, Replies.integer(), Arguments.requireSome("key", keys));
  }

  /** TOUCH: how many of the keys are there, and count as used now. */
  @SuppressWarnings("unchecked")
  default Command<Long> touch(K... keys) {
    return Command.of(Names.TOUCH, Replies.integer(), Arguments.requireSome("key", keys));
  }

  /** TYPE: the type of the value, {@code "none"} if the key is not there. */
  default Command<String> type(K key) {
    return Command.of(Names.TYPE, Replies.status(), key);
  }

  /** RENAME: {@code "OK"}; an error if the key is not there. What had the new name is gone. */
  default Command<String> rename(K key, K newKey) {
    return Command.of(Names.RENAME, Replies.status(), key, newKey);
  }

  /**
   * RENAMENX: whether it was renamed, false if there is such a key already; an error if the key is
   * not there.
   */
  default Command<Boolean> renameNx(K key, K newKey) {
    return Command.of(Names.RENAMENX, Replies.bool(), key, newKey);
  }

  /** COPY: whether it was copied, false if the source is not there or the destination is. */
  default Command<Boolean> copy(K source, K destination) {
    return copy(source, destination, CopyOptions.NONE);
  }

  /** COPY with options: whether it was copied. */
  default Command<Boolean> copy(K source, K destination, CopyOptions options) {
    return Command.of(
        Names.COPY, Replies.bool(), Arguments.of(source, destination, options.arguments()));
  }

  /** MOVE: whether it was moved to the other database, false if it is not here or is there. */
  default Command<Boolean> move(K key, int database) {
    return Command.of(Names.MOVE, Replies.bool(), key, database);
  }

  /**
   * KEYS: all keys that match the glob pattern. The server does nothing else meanwhile: see {@link
   * #scan}.
   */
  default Command<List<K>> keys(String pattern) {
    return Command.of(Names.KEYS, Vocabularies.keys(this), pattern);
  }

  /** RANDOMKEY: any key, or {@code null} if the database is empty. */
  default Command<@Nullable K> randomKey() {
    return Command.of(Names.RANDOMKEY, keyReply());
  }

  /** SCAN: some of the keys; begins at {@link ScanPage#START}. */
  default Command<ScanPage<K>> scan(String cursor) {
    return scan(cursor, ScanOptions.NONE);
  }

  /** SCAN with options: some of the keys. */
  default Command<ScanPage<K>> scan(String cursor, ScanOptions options) {
    return Command.of(
        Names.SCAN,
        Vocabularies.page(Vocabularies.keys(this)),
        Arguments.begin(cursor).addAll(options.arguments()).toArray());
  }

  /** SCAN with options and TYPE: some of the keys whose value is of the type. */
  default Command<ScanPage<K>> scan(String cursor, ScanOptions options, String type) {
    return Command.of(
        Names.SCAN,
        Vocabularies.page(Vocabularies.keys(this)),
        Arguments.begin(cursor).addAll(options.arguments()).add("TYPE", type).toArray());
  }

  /** DUMP: the value in the server's own format, or {@code null} if the key is not there. */
  default Command<byte @Nullable []> dump(K key) {
    return Command.of(Names.DUMP, Replies.bytes(), key);
  }

  /**
   * RESTORE: {@code "OK"}; the key has the value that DUMP gave. An error if the key is there
   * already.
   *
   * @param millisToLive 0 for a key that does not expire
   */
  default Command<String> restore(K key, long millisToLive, byte[] dump) {
    return restore(key, millisToLive, dump, RestoreOptions.NONE);
  }

  /**
   * RESTORE with options: {@code "OK"}.
   *
   * @param millisToLive 0 for a key that does not expire
   */
  default Command<String> restore(K key, long millisToLive, byte[] dump, RestoreOptions options) {
    return Command.of(
        Names.RESTORE,
        Replies.status(),
        Arguments.begin(key, millisToLive, dump).addAll(options.arguments()).toArray());
  }

  /**
   * MIGRATE: {@code "OK"} when the keys are at the other server and no longer here, {@code "NOKEY"}
   * if none of them is here.
   *
   * @param timeout of each step of it, in whole milliseconds, at least one; the connection's own
   *     timeout is added to it
   */
  @SuppressWarnings("unchecked")
  default Command<String> migrate(
      String host, int port, int database, Duration timeout, MigrateOptions options, K... keys) {
    long millis = Durations.positiveMillis("timeout", timeout);
    return Command.of(
            Names.MIGRATE,
            Replies.status(),
            Arguments.begin(host, port, "", database, millis)
                .addAll(options.arguments())
                .add("KEYS")
                .add(Arguments.requireSome("key", keys))
                .toArray())
        .blocking(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /**
   * SORT: the sorted elements of a list, set or sorted set, or what GET asks for, {@code null}
   * where that is not there.
   */
  default Command<List<@Nullable V>> sort(K key, SortOptions options) {
    return Command.of(
        Names.SORT,
        Replies.list(valueReply()),
        Arguments.begin(key).addAll(options.arguments()).toArray());
  }

  /** SORT_RO (Redis 7): like {@link #sort}, which a replica runs, too. */
  default Command<List<@Nullable V>> sortRo(K key, SortOptions options) {
    return Command.of(
        Names.SORT_RO,
        Replies.list(valueReply()),
        Arguments.begin(key).addAll(options.arguments()).toArray());
  }

  /** SORT with STORE: the length of the list that the destination has become. */
  default Command<Long> sortStore(K key, SortOptions options, K destination) {
    return Command.of(
        Names.SORT,
        Replies.integer(),
        Arguments.begin(key).addAll(options.arguments()).add("STORE", destination).toArray());
  }

  /** OBJECT ENCODING: how the server keeps the value, or {@code null} if the key is not there. */
  default Command<@Nullable String> objectEncoding(K key) {
    return Command.of(Names.OBJECT_ENCODING, Replies.string(), key);
  }

  /**
   * OBJECT FREQ: how often the key is used, on a logarithmic scale, or {@code null} if it is not
   * there. An error unless the server evicts by that.
   */
  default Command<@Nullable Long> objectFreq(K key) {
    return Command.of(Names.OBJECT_FREQ, Replies.nullableInteger(), key);
  }

  /**
   * OBJECT IDLETIME: for how many seconds the key was not used, or {@code null} if it is not there.
   */
  default Command<@Nullable Long> objectIdleTime(K key) {
    return Command.of(Names.OBJECT_IDLETIME, Replies.nullableInteger(), key);
  }

  /**
   * OBJECT REFCOUNT: how many refer to the value in the server, or {@code null} if the key is not
   * there.
   */
  default Command<@Nullable Long> objectRefCount(K key) {
    return Command.of(Names.OBJECT_REFCOUNT, Replies.nullableInteger(), key);
  }

  /**
   * WAIT: how many replicas have what the connection wrote; waits until they are so many, but not
   * longer than {@code timeout}, rounded up to milliseconds; zero waits for ever. The connection's
   * own timeout is added to it. Holds up whatever follows on the connection: run the writes and
   * this on a leased one ({@link RedisClient#lease()}).
   */
  default Command<Long> waitForReplicas(int replicas, Duration timeout) {
    long millis = Durations.waitMillis(timeout);
    return Command.of(Names.WAIT, Replies.integer(), replicas, millis)
        .blocking(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
