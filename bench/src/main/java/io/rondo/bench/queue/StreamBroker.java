package io.rondo.bench.queue;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.Command;
import io.rondo.client.RedisConnection;
import io.rondo.client.StreamEntry;
import io.rondo.client.StreamTrim;
import io.rondo.client.XGroupOptions;
import io.rondo.client.XReadOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Two streams. Workers are a consumer group: an entry is pending for the one that got it until it
 * says that it is done. Where workers die, one that finds nothing new claims what has been pending
 * for too long.
 */
final class StreamBroker implements Broker {
  /**
   * Longer than a worker that lives may be kept from its work, or a task is done twice; it is how
   * long a dead one's tasks wait.
   */
  static final Duration CLAIMED_AFTER = Duration.ofSeconds(1);

  private static final Duration LOOKS_AROUND_AFTER = Duration.ofMillis(100);
  private static final String GROUP = "workers";
  private static final String FIELD = "json";
  private static final String BEGINNING = "0-0";
  private static final String NEW = ">";
  private static final XReadOptions ONE = XReadOptions.NONE.count(1);

  private final boolean workersDie;

  StreamBroker(boolean workersDie) {
    this.workersDie = workersDie;
  }

  @Override
  public void prepare(RedisConnection redis) {
    redis
        .sync()
        .run(
            TEXT.xgroupCreate(
                QueueKeys.TASKS, GROUP, BEGINNING, XGroupOptions.NONE.makingStream()));
  }

  /** Entries stay in a stream when they are acknowledged. */
  @Override
  public void tidy(RedisConnection redis) {
    redis.sync().run(TEXT.xtrim(QueueKeys.TASKS, StreamTrim.maxLength(0)));
    redis.sync().run(TEXT.xtrim(QueueKeys.RESULTS, StreamTrim.maxLength(0)));
  }

  @Override
  public Command<?> send(int number, String task) {
    return TEXT.xadd(QueueKeys.TASKS, Map.of(FIELD, task));
  }

  @Override
  public Source tasks(int worker, RedisConnection own) {
    String name = "worker-" + worker;
    return Source.of(own, idle -> idle && workersDie ? claim(name) : read(name));
  }

  private static Command<@Nullable Taken> read(String worker) {
    return TEXT.xreadGroup(GROUP, worker, ONE.block(LOOKS_AROUND_AFTER), QueueKeys.TASKS, NEW)
        .map(entries -> first(entries, false));
  }

  private static Command<@Nullable Taken> claim(String worker) {
    return TEXT.xautoClaim(QueueKeys.TASKS, GROUP, worker, CLAIMED_AFTER, BEGINNING, 1)
        .map(claimed -> first(claimed.entries(), true));
  }

  private static @Nullable Taken first(List<StreamEntry<String, String>> entries, boolean again) {
    if (entries.isEmpty()) {
      return null;
    }
    StreamEntry<String, String> entry = entries.get(0);
    Map<String, String> fields = Objects.requireNonNull(entry.fields(), "a deleted entry");
    return new Taken(entry.id(), fields.getOrDefault(FIELD, ""), again);
  }

  @Override
  public Command<?> deliver(String result) {
    return TEXT.xadd(QueueKeys.RESULTS, Map.of(FIELD, result));
  }

  @Override
  public Command<Long> acknowledge(int worker, Taken task) {
    return TEXT.xack(QueueKeys.TASKS, GROUP, task.id());
  }

  /** The consumer is one, and knows how far it is: it needs no group. */
  @Override
  public Source results(RedisConnection own) {
    AtomicReference<String> last = new AtomicReference<>(BEGINNING);
    XReadOptions waiting = ONE.block(Duration.ZERO);
    return Source.of(
        own,
        idle ->
            TEXT.xread(waiting, QueueKeys.RESULTS, Objects.requireNonNull(last.get()))
                .map(
                    entries -> {
                      Taken result = first(entries, false);
                      if (result != null) {
                        last.set(result.id());
                      }
                      return result;
                    }));
  }

  @Override
  public int abandoned(int tasks, int worker, int done) {
    return 0;
  }
}
