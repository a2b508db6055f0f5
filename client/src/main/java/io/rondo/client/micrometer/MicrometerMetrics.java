package io.rondo.client.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.rondo.client.ConnectionStats;
import io.rondo.client.MetricsListener;
import io.rondo.client.RedisConnection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Keeps the meters of a client, or of several, in a Micrometer registry:
 *
 * <pre>{@code
 * RedisOptions.parse(uri).withMetrics(new MicrometerMetrics(registry, Tags.of("redis", "sessions")))
 * }</pre>
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>kind</th><th>what</th></tr>
 * <tr><td>{@code rondo.commands}</td><td>timer</td>
 *     <td>commands by {@code command} and {@code outcome}, from submission to end</td></tr>
 * <tr><td>{@code rondo.connections}</td><td>gauge</td><td>open connections</td></tr>
 * <tr><td>{@code rondo.connections.opened}</td><td>counter</td>
 *     <td>connections opened so far, those not counted that were lost and are open again</td></tr>
 * <tr><td>{@code rondo.reconnects}</td><td>timer</td>
 *     <td>connections that were lost and are open again, from loss to return</td></tr>
 * <tr><td>{@code rondo.commands.queued}</td><td>gauge</td>
 *     <td>commands submitted and not written yet</td></tr>
 * <tr><td>{@code rondo.commands.in.flight}</td><td>gauge</td>
 *     <td>commands written and not answered yet</td></tr>
 * <tr><td>{@code rondo.bytes.written}</td><td>counter</td><td>bytes of commands</td></tr>
 * <tr><td>{@code rondo.bytes.read}</td><td>counter</td><td>bytes of replies</td></tr>
 * </table>
 *
 * <p>Thread-safe. Figures of open connections are read when the registry asks for them.
 */
public final class MicrometerMetrics implements MetricsListener {
  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter opened;
  private final Timer reconnects;

  /** Of each outcome, the timers of commands by name. */
  private final Map<Outcome, Map<String, Timer>> timers = new EnumMap<>(Outcome.class);

  private final Set<RedisConnection> open = new HashSet<>();

  /** Bytes of connections that are closed. */
  private long closedWritten;

  private long closedRead;

  /** Keeps the meters in {@code registry}, without tags of their own. */
  public MicrometerMetrics(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /** Keeps the meters in {@code registry}, each with {@code tags}. */
  public MicrometerMetrics(MeterRegistry registry, Iterable<Tag> tags) {
    this.registry = registry;
    this.tags = Tags.of(tags);
    for (Outcome outcome : Outcome.values()) {
      timers.put(outcome, new ConcurrentHashMap<>());
    }
    this.opened =
        Counter.builder("rondo.connections.opened")
            .description("connections opened so far")
            .tags(tags)
            .register(registry);
    this.reconnects =
        Timer.builder("rondo.reconnects")
            .description("connections that were lost and are open again, from loss to return")
            .tags(tags)
            .register(registry);
    gauge("rondo.connections", "open connections", connection -> connection.isOpen() ? 1 : 0);
    gauge(
        "rondo.commands.queued",
        "commands submitted and not written yet",
        connection -> connection.stats().queued());
    gauge(
        "rondo.commands.in.flight",
        "commands written and not answered yet",
        connection -> connection.stats().inFlight());
    FunctionCounter.builder("rondo.bytes.written", this, MicrometerMetrics::bytesWritten)
        .description("bytes of commands")
        .baseUnit("bytes")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("rondo.bytes.read", this, MicrometerMetrics::bytesRead)
        .description("bytes of replies")
        .baseUnit("bytes")
        .tags(tags)
        .register(registry);
  }

  private void gauge(String name, String what, ToLongFunction<RedisConnection> figure) {
    Gauge.builder(name, () -> sum(figure)).description(what).tags(tags).register(registry);
  }

  private synchronized long sum(ToLongFunction<RedisConnection> figure) {
    return open.stream().mapToLong(figure).sum();
  }

  private synchronized double bytesWritten() {
    return closedWritten + sum(connection -> connection.stats().bytesWritten());
  }

  private synchronized double bytesRead() {
    return closedRead + sum(connection -> connection.stats().bytesRead());
  }

  @Override
  public void commandEnded(String name, long nanos, Outcome outcome) {
    Map<String, Timer> byName = Objects.requireNonNull(timers.get(outcome));
    Timer timer =
        byName.get(name); // Most are there: computeIfAbsent would make an object each time.
    if (timer == null) {
      timer = byName.computeIfAbsent(name, first -> timer(first, outcome));
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String name, Outcome outcome) {
    return Timer.builder("rondo.commands")
        .description("commands, from submission to end")
        .tags(tags)
        .tag("command", name)
        .tag("outcome", outcome.label())
        .register(registry);
  }

  @Override
  public synchronized void connectionOpened(RedisConnection connection) {
    open.add(connection);
    opened.increment();
  }

  @Override
  public void connectionReopened(RedisConnection connection, long nanosDown) {
    reconnects.record(nanosDown, TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void connectionClosed(RedisConnection connection) {
    if (open.remove(connection)) {
      ConnectionStats last = connection.stats();
      closedWritten += last.bytesWritten();
      closedRead += last.bytesRead();
    }
  }
}
