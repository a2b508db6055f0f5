package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary: one method per Redis command, in Redis's own groups, each defined once. What a
 * method returns is a {@link Command}, which any connection runs in any of its three ways.
 *
 * <p>Whether keys and values are text or bytes is a matter of the vocabulary and not of the
 * command: {@link #TEXT}, {@link #BYTES}, {@link #TEXT_TO_BYTES}. Any command that is not here is
 * made by {@link Command#of(String, ReplyDecoder, Object...)}.
 *
 * @param <K> type of keys, fields of hashes included
 * @param <V> type of values
 */
public final class Commands<K, V>
    implements ConnectionCommands<K, V>,
        ClientCommands<K, V>,
        ServerCommands<K, V>,
        AclCommands<K, V>,
        IntrospectionCommands<K, V>,
        KeyCommands<K, V>,
        ExpiryCommands<K, V>,
        StringCommands<K, V>,
        BitmapCommands<K, V>,
        HyperLogLogCommands<K, V>,
        ListCommands<K, V>,
        HashCommands<K, V>,
        SetCommands<K, V>,
        SortedSetCommands<K, V>,
        SortedSetRangeCommands<K, V>,
        SortedSetAlgebraCommands<K, V>,
        GeoCommands<K, V>,
        StreamCommands<K, V>,
        StreamGroupCommands<K, V>,
        ScriptingCommands<K, V>,
        FunctionCommands<K, V>,
        PubSubCommands<K, V>,
        TransactionCommands<K, V>,
        LegacyCommands<K, V> {

  /** Keys and values as text, in UTF-8. */
  public static final Commands<String, String> TEXT =
      new Commands<>(Replies.string(), Replies.string());

  /** Keys and values as bytes. */
  public static final Commands<byte[], byte[]> BYTES =
      new Commands<>(Replies.bytes(), Replies.bytes());

  /** Keys as text, values as bytes. */
  public static final Commands<String, byte[]> TEXT_TO_BYTES =
      new Commands<>(Replies.string(), Replies.bytes());

  private final ReplyDecoder<@Nullable K> keyReply;
  private final ReplyDecoder<@Nullable V> valueReply;

  private Commands(ReplyDecoder<@Nullable K> keyReply, ReplyDecoder<@Nullable V> valueReply) {
    this.keyReply = keyReply;
    this.valueReply = valueReply;
  }

  @Override
  public ReplyDecoder<@Nullable K> keyReply() {
    return keyReply;
  }

  @Override
  public ReplyDecoder<@Nullable V> valueReply() {
    return valueReply;
  }
}
