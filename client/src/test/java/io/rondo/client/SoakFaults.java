package io.rondo.client;

import static io.rondo.client.Commands.TEXT;

import io.rondo.client.support.Eventually;
import io.rondo.client.support.Fault;
import io.rondo.client.support.FaultProxy;
import io.rondo.client.support.LocalRedis;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What goes wrong in a {@link Soak}: one thing at a time, over within a second. Of one thread. */
final class SoakFaults {
  private enum Kind {
    CUT,
    RESET,
    STALLED_REPLIES,
    STALLED_COMMANDS,
    LOST_REPLIES,
    SINGLE_BYTES,
    DELAYS,
    REFUSED,
    CLIENTS_KILLED,
    SERVER_STOPPED,
    SERVER_KILLED,
    SERVER_FULL
  }

  private final LocalRedis server;
  private final FaultProxy proxy;
  private final Random random;
  private final Map<Kind, Integer> counts = new TreeMap<>();
  private final int first;

  SoakFaults(LocalRedis server, FaultProxy proxy, Random random) {
    this.server = server;
    this.proxy = proxy;
    this.random = random;
    this.first = random.nextInt(Kind.values().length);
  }

  /** Each kind in turn, from a random one on; returns when it is over. */
  void next() throws InterruptedException {
    Kind[] kinds = Kind.values();
    int done = counts.values().stream().mapToInt(Integer::intValue).sum();
    Kind kind = kinds[(done + first) % kinds.length];
    counts.merge(kind, 1, Integer::sum);
    commit(kind);
  }

  private void commit(Kind kind) throws InterruptedException {
    switch (kind) {
      case CUT -> proxy.cut();
      case RESET -> proxy.reset();
      case STALLED_REPLIES -> through(proxy.toClient(Fault.stall()));
      case STALLED_COMMANDS -> through(proxy.toServer(Fault.stall()));
      case LOST_REPLIES -> loseReplies();
      case SINGLE_BYTES ->
          through(proxy.toClient(Fault.singleBytes()).toServer(Fault.singleBytes()));
      case DELAYS -> {
        long seed = random.nextLong();
        through(proxy.toClient(Fault.delay(seed)).toServer(Fault.delay(seed + 1)));
      }
      case REFUSED -> {
        proxy.refuse();
        proxy.cut();
        aWhile();
        proxy.accept();
      }
      case CLIENTS_KILLED -> onServer(TEXT.clientKill(ClientFilter.OTHERS.type(ClientType.NORMAL)));
      case SERVER_STOPPED -> {
        server.suspend();
        aWhile();
        server.resume();
      }
      case SERVER_KILLED -> {
        server.kill();
        aWhile();
        server.restart();
      }
      case SERVER_FULL -> {
        onServer(TEXT.configSet("maxmemory", "1"));
        aWhile();
        onServer(TEXT.configSet("maxmemory", "0"));
      }
    }
  }

  private void aWhile() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(550));
  }

  private void through(FaultProxy faulty) throws InterruptedException {
    aWhile();
    faulty.heal();
  }

  /** Nothing must come after what was lost: that is what no network does. */
  private void loseReplies() throws InterruptedException {
    proxy.refuse();
    proxy.toClient(Fault.drop());
    aWhile();
    proxy.cut();
    Eventually.eventually("no connection is left", () -> proxy.open() == 0);
    proxy.heal();
    proxy.accept();
  }

  private void onServer(Command<?> command) {
    try (RedisClient client =
            RedisClient.create(RedisOptions.create().withAddress("127.0.0.1", server.port()));
        RedisConnection redis = client.connect()) {
      redis.sync().run(command);
    }
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
