package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.ReplyDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of CLIENT LIST, {@code id=3 addr=127.0.0.1:53124 name=}, as maps. */
final class ClientLines {
  private ClientLines() {}

  static ReplyDecoder<@Nullable List<Map<String, String>>> all() {
    return Vocabularies.mapped(
        Replies.string(), text -> text.lines().map(ClientLines::parse).toList());
  }

  static ReplyDecoder<@Nullable Map<String, String>> one() {
    return Vocabularies.mapped(Replies.string(), text -> parse(text.stripTrailing()));
  }

  /** No value has a space in it: the server refuses such names of clients and users. */
  private static Map<String, String> parse(String line) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String property : line.split(" ", -1)) {
      int equals = property.indexOf('=');
      if (equals < 0) {
        throw new IllegalStateException("expected name=value, got '" + property + "'");
      }
      properties.put(property.substring(0, equals), property.substring(equals + 1));
    }
    return properties;
  }
}
