package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Keys;
import io.rondo.client.support.TestRedis;
import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replies of the commands about the server, its users, connections and memory. */
class ServerRepliesTest extends LiveReplies {
  private static final String TAKES_LONG =
      """
      local begin = redis.call('TIME')
      local now = begin
      while now[1] * 1000000 + now[2] < begin[1] * 1000000 + begin[2] + 3000 do
        now = redis.call('TIME')
      end
      return 1
      """;

  @Test
  void thisConnection() {
    gives("hi", TEXT.ping("hi"));
    gives(new RespValue.Int(2), TEXT.hello().map(hello -> hello.get("proto")));
    gives(
        new RespValue.Int(2),
        TEXT.hello(HelloOptions.NONE.clientName("greeter")).map(hello -> hello.get("proto")));
    gives("greeter", TEXT.clientGetName());
    gives("greeter", TEXT.clientInfo().map(me -> me.get("name")));
    gives("RESET", TEXT.reset());
    satisfies(name -> name == null || name.isEmpty(), TEXT.clientGetName());
    gives("OK", TEXT.quit());
  }

  @Test
  void connections() {
    try (RedisConnection other = client().connect()) {
      long id = other.sync().run(TEXT.clientId());
      List<Map<String, String>> one = run(TEXT.clientList(id));
      assertEquals(List.of(Long.toString(id)), one.stream().map(map -> map.get("id")).toList());
      String address = Objects.requireNonNull(one.get(0).get("addr"));
      satisfies(all -> all.size() >= 2, TEXT.clientList());
      gives(List.of(), TEXT.clientList(ClientType.MASTER));
      gives(false, TEXT.clientUnblock(id));
      gives(false, TEXT.clientUnblockWithError(id));
      gives(1L, TEXT.clientKill(ClientFilter.OTHERS.id(id).address(address)));
      gives(0L, TEXT.clientKill(ClientFilter.OTHERS.id(id)));
      fails("ERR", TEXT.clientKill(address));
    }
    gives("OK", TEXT.clientPauseWrites(Duration.ofMillis(1)));
    gives("OK", TEXT.clientPause(Duration.ofMillis(1)));
    gives("OK", TEXT.clientUnpause());
    givesInSeven("OK", TEXT.clientNoEvict(false));
  }

  @Test
  void tracking() {
    try (RedisConnection other = client().connect()) {
      long id = other.sync().run(TEXT.clientId());
      gives(-1L, TEXT.clientGetRedir());
      ClientTrackingOptions options = ClientTrackingOptions.NONE.redirect(id).optIn();
      gives("OK", TEXT.clientTrackingOn(options));
      gives(id, TEXT.clientGetRedir());
      gives("OK", TEXT.clientCaching(true));
      gives(new RespValue.Int(id), TEXT.clientTrackingInfo().map(info -> info.get("redirect")));
      gives("OK", TEXT.clientTrackingOff());
    }
  }

  @Test
  void users() {
    String user = Keys.fresh("user");
    gives("OK", TEXT.aclSetUser(user, "on", ">secret", "+get", "+reset", "~k*"));
    satisfies(found -> found.containsKey("flags"), TEXT.aclGetUser(user));
    gives(null, TEXT.aclGetUser(user + "?"));
    satisfies(users -> users.contains(user), TEXT.aclUsers());
    satisfies(rules -> rules.toString().contains("user " + user + " on"), TEXT.aclList());
    givesInSeven("OK", TEXT.aclDryRun(user, TEXT.get("k1")));
    givesInSeven(true, TEXT.aclDryRun(user, TEXT.set("k1", "x")).map(why -> why.contains("perm")));
    RedisServerException noSuchPassword =
        assertThrows(RedisServerException.class, () -> run(TEXT.aclSetUser(user, "<hunter2")));
    assertFalse(noSuchPassword.toString().contains("hunter2"), noSuchPassword::toString);
    gives("default", TEXT.aclWhoAmI());
    gives("OK", TEXT.auth(user, "secret"));
    fails("NOPERM", TEXT.aclWhoAmI());
    gives("RESET", TEXT.reset());
    satisfies(
        log -> log.stream().anyMatch(entry -> is(entry.get("username"), user)), TEXT.aclLog());
    gives(1, TEXT.aclLog(1).map(List::size));
    gives("OK", TEXT.aclLogReset());
    gives(List.of(), TEXT.aclLog());
    gives(1L, TEXT.aclDelUser(user, user + "?"));
    satisfies(categories -> categories.contains("geo"), TEXT.aclCat());
    satisfies(commands -> commands.contains("geoadd"), TEXT.aclCat("geo"));
    gives(64, TEXT.aclGenPass().map(String::length));
    gives(2, TEXT.aclGenPass(5).map(String::length));
    fails("ERR", TEXT.aclLoad());
    fails("ERR", TEXT.aclSave());
  }

  private static boolean is(@Nullable RespValue value, String text) {
    return value instanceof RespValue.Bulk bulk && bulk.text().equals(text);
  }

  @Test
  void aboutCommands() {
    satisfies(count -> count > 200, TEXT.commandCount());
    gives(
        List.of("a", "b"),
        TEXT.commandGetKeys(TEXT.mset(new TreeMap<>(Map.of("a", "1", "b", "2")))));
    givesInSeven(
        List.of(new KeyFlags<>("a", List.of("OW", "update"))),
        TEXT.commandGetKeysAndFlags(TEXT.set("a", "1")));
    satisfies(
        found ->
            found.get(0) instanceof RespValue.Array && !(found.get(1) instanceof RespValue.Array),
        TEXT.commandInfo("get", "no-such-command"));
    givesInSeven(Set.of("get", "set"), TEXT.commandDocs("get", "set").map(Map::keySet));
    givesInSeven(true, TEXT.commandList().map(names -> names.contains("get")));
    givesInSeven(List.of("geohash"), TEXT.commandList(CommandFilter.pattern("geohash")));
    givesInSeven(
        true,
        TEXT.commandList(CommandFilter.aclCategory("geo")).map(all -> all.contains("geoadd")));
    givesInSeven(List.of(), TEXT.commandList(CommandFilter.module("none")));
  }

  @Test
  void memoryAndTime() {
    satisfies(stats -> stats.containsKey("peak.allocated"), TEXT.memoryStats());
    satisfies(text -> !text.isEmpty(), TEXT.memoryDoctor());
    satisfies(text -> !text.isEmpty(), TEXT.memoryMallocStats());
    gives("OK", TEXT.memoryPurge());
    Duration difference = Duration.between(run(TEXT.time()), Instant.now()).abs();
    assertTrue(difference.compareTo(Duration.ofMinutes(5)) < 0, difference::toString);
    satisfies(art -> art.contains("Redis ver"), TEXT.lolwut());
    satisfies(art -> art.contains("Redis ver"), TEXT.lolwut(5));
    satisfies(role -> role instanceof RespValue.Array, TEXT.role());
  }

  @Test
  void slowCommandsAndLatency() {
    try (TestRedis server = TestRedis.startProcess(); // In a container clients come from elsewhere.
        RedisClient own = client(server);
        RedisConnection redis = own.connect()) {
      RedisSync sync = redis.sync();
      sync.run(TEXT.clientSetName("slow"));
      sync.run(TEXT.configSet("slowlog-log-slower-than", "0"));
      sync.run(TEXT.slowlogReset());
      sync.run(TEXT.get("some key"));
      SlowlogEntry entry =
          sync.run(TEXT.slowlogGet(10)).stream()
              .filter(one -> one.command().equals(List.of("GET", "some key")))
              .findFirst()
              .orElseThrow();
      assertEquals("slow", entry.clientName());
      assertTrue(entry.clientAddress().startsWith("127.0.0.1:"));
      assertTrue(!entry.duration().isNegative());
      int remembered = sync.run(TEXT.slowlogGet()).size();
      assertTrue(sync.run(TEXT.slowlogLen()) >= remembered);
      assertEquals(List.of(), sync.run(TEXT.latencyLatest()));
      sync.run(TEXT.configSet("latency-monitor-threshold", "1"));
      sync.run(TEXT.eval(TAKES_LONG, Replies.integer(), List.of()));
      // A busy machine may have made more commands slow: from here on they are not noted.
      sync.run(TEXT.configSet("latency-monitor-threshold", "0"));
      LatencyEvent event =
          sync.run(TEXT.latencyLatest()).stream()
              .filter(one -> one.name().equals("command"))
              .findFirst()
              .orElseThrow();
      assertTrue(event.longest().compareTo(Duration.ofMillis(1)) >= 0, event::toString);
      List<LatencySample> samples = sync.run(TEXT.latencyHistory("command"));
      LatencySample sample = samples.get(samples.size() - 1);
      assertEquals(event.time(), sample.time());
      assertEquals(event.latest(), sample.duration());
      assertTrue(sync.run(TEXT.latencyGraph("command")).contains("high"));
      assertTrue(!sync.run(TEXT.latencyDoctor()).isEmpty());
      assertTrue(sync.run(TEXT.latencyReset()) >= 1);
      assertEquals(0, sync.run(TEXT.latencyReset("command", "fork")));
      assertEquals(List.of(), sync.run(TEXT.latencyHistory("command")));
    }
    givesInSeven(false, TEXT.latencyHistogram("info").map(Map::isEmpty));
  }

  private static RedisClient client(TestRedis server) {
    return RedisClient.create(RedisOptions.create().withAddress("127.0.0.1", server.port()));
  }

  @Test
  void aServerOfItsOwn() {
    try (TestRedis server = TestRedis.start();
        TestRedis master = TestRedis.start();
        RedisClient own = client(server);
        RedisConnection redis = own.connect()) {
      RedisSync sync = redis.sync();
      Instant before = sync.run(TEXT.lastSave());
      assertTrue(!before.isAfter(Instant.now().plusSeconds(300)));
      assertEquals("OK", sync.run(TEXT.save()));
      assertTrue(sync.run(TEXT.bgSaveSchedule()).startsWith("Background saving"));
      assertEquals("OK", sync.run(TEXT.configResetStat()));
      assertEquals("OK", sync.run(TEXT.swapDb(0, 1)));
      assertEquals("OK", sync.run(TEXT.flushDb(FlushMode.ASYNC)));
      assertEquals("OK", sync.run(TEXT.flushAll(FlushMode.SYNC)));
      assertEquals("OK", sync.run(TEXT.replicaOf("127.0.0.1", master.port())));
      assertEquals("OK", sync.run(TEXT.slaveOf("127.0.0.1", master.port())).substring(0, 2));
      assertEquals("OK", sync.run(TEXT.replicaOfNoOne()));
      sync.run(TEXT.shutdown(ShutdownOptions.NONE.notSaving()));
    }
    fails("ERR", TEXT.configRewrite());
    fails("ERR", TEXT.failover(FailoverOptions.NONE));
    fails("ERR", TEXT.failoverAbort());
    fails("ERR", TEXT.shutdownAbort());
  }
}
