package io.rondo.client;

import java.util.List;

/**
 * A key of a command and what the command does to it.
 *
 * @param key the key
 * @param flags {@code "RW"}, {@code "access"} and the like
 */
public record KeyFlags<K>(K key, List<String> flags) {}
