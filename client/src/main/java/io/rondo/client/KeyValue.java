package io.rondo.client;

/**
 * A key and a value that came of it.
 *
 * @param key the key
 * @param value the value
 */
public record KeyValue<K, V>(K key, V value) {}
