package io.rondo.bench.target;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * No client: requests that were made before the clock ran, on a plain socket, and replies of which
 * only the length is waited for and the value cut out. The floor that no client can be below.
 */
record RawTarget(TargetSettings settings, Map<String, RawWire> wires) implements Target {
  private static final int OK = "+OK\r\n".length();

  RawTarget(TargetSettings settings) {
    this(settings, new HashMap<>());
  }

  @Override
  public TargetConnection<String> connect() {
    return new Connection<>(
        RawSocket.open(settings),
        RawSocket.spins(settings),
        wires,
        RawSocket::utf8,
        b -> new String(b, StandardCharsets.UTF_8));
  }

  @Override
  public TargetConnection<byte[]> connectBytes() {
    return new Connection<>(
        RawSocket.open(settings), RawSocket.spins(settings), wires, value -> value, bytes -> bytes);
  }

  private record Connection<V>(
      RawSocket socket,
      boolean spins,
      Map<String, RawWire> wires,
      Function<V, byte[]> encode,
      Function<byte[], V> decode)
      implements TargetConnection<V> {
    @Override
    public String channel() {
      return spins ? "SocketChannel (spinning)" : "SocketChannel (blocking)";
    }

    @Override
    public void prepare(String[] keys, V[] values) {
      for (int i = 0; i < keys.length; i++) {
        wires.put(keys[i], new RawWire(keys[i], encode.apply(values[i])));
      }
    }

    private RawWire wire(String key) {
      return Objects.requireNonNull(wires.get(key), "prepare() comes first");
    }

    private V value(RawWire wire, int from) {
      return decode.apply(socket.cut(from + wire.head, wire.value));
    }

    @Override
    public @Nullable V setThenGet(String key, V value) {
      RawWire wire = wire(key);
      socket.add(wire.set).exchange(OK, '+');
      socket.add(wire.get).exchange(wire.reply(), '$');
      return value(wire, 0);
    }

    @Override
    public @Nullable V pipelinedSetGet(String key, V value) {
      RawWire wire = wire(key);
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
      socket.close();
    }
  }
}
