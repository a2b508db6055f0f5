package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import io.rondo.client.support.Messages;
import io.rondo.client.support.OnEveryLoop;
import io.rondo.client.support.ScriptedServer;
import io.rondo.client.support.ScriptedServer.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Subscriptions, on a server that does what no real one does. */
class PubSubFaultsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static String push(String... parts) {
    StringBuilder push = new StringBuilder("*" + parts.length + "\r\n");
    for (String part : parts) {
      push.append(part.startsWith(":") ? part + "\r\n" : Session.bulk(part));
    }
    return push.toString();
  }

  private static void confirm(Session session, List<String> command) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i < command.size(); i++) {
      all.append(push(command.get(0).toLowerCase(java.util.Locale.ROOT), command.get(i), ":1"));
    }
    session.write(all.toString());
  }

  /** The next one that is no PING; those are answered. */
  private static List<String> commandButPing(Session session) throws IOException {
    List<String> command = session.command();
    while (command.equals(List.of("PING"))) {
      session.write(push("pong", ""));
      command = session.command();
    }
    return command;
  }

  private static RedisSubscriber<String, String> subscriber(
      RedisClient client, Messages messages, Duration pingPeriod) {
    return Eventually.value(client.openSubscriber(TEXT, messages, pingPeriod, true));
  }

  @OnEveryLoop
  void piecesOfAnyLengthAreTheSame(Cell cell) {
    Messages messages = new Messages();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  confirm(session, session.command());
                  session.writeByteByByte(
                      push("message", "a", "one")
                          + push("pmessage", "a*", "ab", "two")
                          + push("smessage", "s", "")
                          + push("sunsubscribe", "s", ":0") // A slot that has moved.
                          + push("message", "a", "four"));
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisSubscriber<String, String> subscriber = subscriber(client, messages, LONG)) {
      subscriber.subscribe("a").join();
      messages.await(4);
      assertEquals(List.of("one", "two", "", "four"), messages.bodies());
      assertTrue(subscriber.isOpen());
    }
  }

  @OnEveryLoop
  void aServerThatBreaksTheProtocolIsLeft(Cell cell) {
    List<String> breaches =
        List.of(
            push("message", "a", ":1"),
            push("message", "a"),
            push("massage", "a", "b"),
            push("subscribe", "never asked for", ":1"),
            push("pong", ""),
            "+PONG\r\n",
            ":7\r\n",
            "-ERR for nobody\r\n",
            "*0\r\n",
            "!nonsense\r\n");
    AtomicInteger sessions = new AtomicInteger();
    Messages messages = new Messages();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  int number = sessions.getAndIncrement();
                  confirm(session, session.command());
                  if (number < breaches.size()) {
                    session.write(breaches.get(number) + push("message", "a", "unheard"));
                  } else {
                    session.write(push("message", "a", "heard"));
                  }
                  session.hang();
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisSubscriber<String, String> subscriber = subscriber(client, messages, LONG)) {
      subscriber.subscribe("a").join();
      messages.await(1);
      assertEquals(List.of("heard"), messages.bodies());
      assertEquals(breaches.size(), messages.awaitGaps(breaches.size()).size());
    }
  }

  @OnEveryLoop
  void aServerThatAnswersPingIsKept(Cell cell) {
    AtomicInteger pings = new AtomicInteger();
    AtomicInteger sessions = new AtomicInteger();
    Messages messages = new Messages();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  sessions.incrementAndGet();
                  confirm(session, commandButPing(session));
                  while (true) {
                    assertEquals(List.of("PING"), session.command());
                    pings.incrementAndGet();
                    session.write(push("message", "a", "between") + push("pong", ""));
                  }
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisSubscriber<String, String> subscriber =
            subscriber(client, messages, Duration.ofSeconds(1))) {
      subscriber.subscribe("a").join();
      messages.await(1);
      assertTrue(pings.get() >= 1);
      assertEquals(1, sessions.get());
      assertTrue(subscriber.isOpen());
    }
  }

  @OnEveryLoop
  void aServerThatFallsSilentIsLeft(Cell cell) {
    Queue<List<String>> again = new ConcurrentLinkedQueue<>();
    AtomicInteger sessions = new AtomicInteger();
    Messages messages = new Messages();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  List<String> command = commandButPing(session);
                  if (sessions.getAndIncrement() == 0) {
                    confirm(session, command);
                    session.hang();
                  }
                  again.add(command);
                  confirm(session, command);
                  while (true) {
                    session.command();
                    session.write(push("pong", ""));
                  }
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisSubscriber<String, String> subscriber =
            subscriber(client, messages, Duration.ofMillis(100))) {
      subscriber.subscribe("a", "b").join();
      assertEquals("the server did not answer a PING within 100 ms", messages.awaitGaps(1).get(0));
      assertEquals(List.of("SUBSCRIBE", "a", "b"), again.peek());
    }
  }

  @OnEveryLoop
  void itGoesOnTryingUntilTheServerIsThere(Cell cell) {
    AtomicInteger sessions = new AtomicInteger();
    Messages messages = new Messages();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  int number = sessions.getAndIncrement();
                  if (number == 1 || number == 2) {
                    session.reset();
                    return;
                  }
                  confirm(session, session.command());
                  if (number == 3) {
                    session.write(push("message", "a", "back"));
                    session.hang();
                  }
                });
        RedisClient client = RedisClient.create(cell.options(server.port()));
        RedisSubscriber<String, String> subscriber = subscriber(client, messages, LONG)) {
      subscriber.subscribe("a").join();
      messages.await(1);
      assertEquals(1, messages.awaitGaps(1).size());
      assertEquals(4, sessions.get());
    }
  }

  @OnEveryLoop
  void aCommandThatWasNotConfirmedInTimeKeepsItsPlace(Cell cell) {
    Messages messages = new Messages();
    AtomicInteger commands = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedServer.start(
                session -> {
                  List<String> late = session.command();
                  commands.incrementAndGet();
                  List<String> next = session.command();
                  confirm(session, late);
                  confirm(session, next);
                  session.write(push("message", "late", "came"));
                  session.hang();
                });
        RedisClient client =
            RedisClient.create(
                cell.options(server.port()).withCommandTimeout(Duration.ofMillis(500)));
        RedisSubscriber<String, String> subscriber = subscriber(client, messages, LONG)) {
      Eventually.error(RedisTimeoutException.class, subscriber.subscribe("late"));
      Eventually.value(subscriber.subscribe("next"));
      messages.await(1);
      assertEquals(List.of("came"), messages.bodies());
    }
  }
}
