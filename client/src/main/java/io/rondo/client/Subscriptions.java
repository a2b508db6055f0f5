package io.rondo.client;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server has confirmed to be subscribed to, for the next connection. Any thread. */
final class Subscriptions {
  private final Map<PubSubKind, Map<Object, Object>> names = new EnumMap<>(PubSubKind.class);

  Subscriptions() {
    for (PubSubKind kind : PubSubKind.values()) {
      names.put(kind, new LinkedHashMap<>());
    }
  }

  private Map<Object, Object> of(PubSubKind kind) {
    return names.getOrDefault(kind, Map.of());
  }

  /** What tells a name from another: arrays have no equality of their own. */
  private static Object identity(Object name) {
    return name instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : name;
  }

  synchronized int count(PubSubKind kind) {
    return of(kind).size();
  }

  synchronized Object[] names(PubSubKind kind) {
    return of(kind).values().toArray();
  }

  synchronized void confirmed(Push push, @Nullable Object name) {
    if (name == null) {
      return;
    }
    if (push.act == Push.Act.SUBSCRIBED) {
      of(push.kind).put(identity(name), name);
    } else if (push.act == Push.Act.UNSUBSCRIBED) {
      of(push.kind).remove(identity(name));
    }
  }
}
