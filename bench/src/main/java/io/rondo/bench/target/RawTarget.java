package io.rondo.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * No client: requests that were made before the clock ran, on a blocking socket, and replies of
 * which only the length is waited for and the value cut out. The floor that no client can be below.
 */
record RawTarget(TargetSettings settings, Map<String, Wire> wires) implements Target {
  private static final int OK = "+OK\r\n".length();

  /** What goes out for a key, and what comes back for its GET. */
  private record Wire(byte[] set, byte[] get, int head, int value) {
    int reply() {
      return head + value + 2;
    }
  }

  RawTarget(TargetSettings settings) {
    this(settings, new HashMap<>());
  }

  @Override
  public TargetConnection<String> connect() {
    return new Connection<>(
        RawSocket.open(settings), wires, RawSocket::utf8, b -> new String(b, StandardCharsets.UTF_8));
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return new Connection<>(RawSocket.open(settings), wires, value -> value, bytes -> bytes);
  }

  @Override
  public void close() {}

  private record Connection<V>(
      RawSocket socket,
      Map<String, Wire> wires,
      Function<V, byte[]> encode,
      Function<byte[], V> decode)
      implements TargetConnection<V> {
    @Override
    public String channel() {
      return "SocketChannel (blocking)";
    }

    @Override
    public void prepare(String[] keys, V[] values) {
      for (int i = 0; i < keys.length; i++) {
        byte[] key = RawSocket.utf8(keys[i]);
        byte[] value = encode.apply(values[i]);
        byte[] set = RawSocket.command(RawSocket.utf8("SET"), key, value);
        byte[] get = RawSocket.command(RawSocket.utf8("GET"), key);
        int head = ("$" + value.length + "\r\n").length();
        wires.put(keys[i], new Wire(set, get, head, value.length));
      }
    }

    private Wire wire(String key) {
      return Objects.requireNonNull(wires.get(key), "prepare() comes first");
    }

    private V value(Wire wire, int from) {
      return decode.apply(socket.cut(from + wire.head, wire.value));
    }

    @Override
    public @Nullable V setThenGet(String key, V value) {
      Wire wire = wire(key);
      socket.add(wire.set).exchange(OK, '+');
      socket.add(wire.get).exchange(wire.reply(), '$');
      return value(wire, 0);
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      Wire wire = wire(key);
      socket.add(wire.set).add(wire.get).exchange(OK + wire.reply(), '+');
      return value(wire, OK);
    }

    @Override
    public void setAll(String[] keys, V[] values, int from, int to) {
      for (int i = from; i < to; i++) {
        socket.add(wire(keys[i]).set);
      }
      socket.exchange(OK * (to - from), '+');
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
