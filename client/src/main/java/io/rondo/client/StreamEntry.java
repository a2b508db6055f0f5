package io.rondo.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a stream.
 *
 * @param id its ID: Unix milliseconds and a number, {@code "1526919030474-0"}
 * @param fields its fields in order, of a field that it has twice the last; {@code null} if the
 *     entry is pending but was deleted
 */
public record StreamEntry<K, V>(String id, @Nullable Map<K, V> fields) {}
