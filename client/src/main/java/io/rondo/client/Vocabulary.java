package io.rondo.client;

import io.rondo.resp.ReplyDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What the groups of commands share: how keys and values come back. A command is defined once, for
 * keys of type {@code K} and values of type {@code V}, each text (UTF-8) or {@code byte[]}.
 *
 * @param <K> type of keys, fields of hashes included
 * @param <V> type of values
 */
public sealed interface Vocabulary<K, V>
    permits ConnectionCommands,
        ClientCommands,
        ServerCommands,
        AclCommands,
        IntrospectionCommands,
        KeyCommands,
        ExpiryCommands,
        StringCommands,
        BitmapCommands,
        HyperLogLogCommands,
        ListCommands,
        HashCommands,
        SetCommands,
        SortedSetCommands,
        SortedSetRangeCommands,
        SortedSetAlgebraCommands,
        GeoCommands,
        StreamCommands,
        StreamGroupCommands,
        ScriptingCommands,
        FunctionCommands,
        PubSubCommands,
        TransactionCommands,
        LegacyCommands {

  /** Makes a key of a reply. */
  ReplyDecoder<@Nullable K> keyReply();

  /** Makes a value of a reply. */
  ReplyDecoder<@Nullable V> valueReply();
}
