package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.Eventually;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
  private static final int WEIGHT = TEXT.ping().weight();

  private RedisClient client = new Cell(Transport.NIO, Drive.CALLER, WaitStrategy.BLOCK).client();
  private RedisConnection redis = client.connect();
  private CommandQueue queue = new CommandQueue(4, 10L * WEIGHT);

  @BeforeEach
  void open() {
    queue = new CommandQueue(4, 10L * WEIGHT);
  }

  @AfterEach
  void close() {
    redis.close();
    client.close();
  }

  private PendingReply<String> reply() {
    return new PendingReply<>(TEXT.ping(), redis.core());
  }

  private List<PendingReply<?>> sendAll() {
    List<PendingReply<?>> sent = new ArrayList<>();
    for (PendingReply<?> r = queue.pollUnsent(); r != null; r = queue.pollUnsent()) {
      queue.sent(r);
      sent.add(r);
    }
    return sent;
  }

  @Test
  void firstInFirstOutAndOnlyTheFirstTellsTheLoop() {
    PendingReply<String> a = reply();
    PendingReply<String> b = reply();
    PendingReply<String> c = reply();
    assertTrue(queue.submit(a));
    assertFalse(queue.submit(b));
    assertEquals(2, queue.queued());
    assertTrue(queue.hasSubmissions());
    queue.takeSubmissions();
    assertFalse(queue.hasSubmissions());
    assertTrue(queue.submit(c));
    queue.takeSubmissions();
    assertEquals(3, queue.queued());
    assertEquals(3L * queue.firstUnsentBytes(), queue.unsentBytes());
    assertEquals(WEIGHT - Command.UNWRITTEN_BYTES, queue.firstUnsentBytes());
    assertEquals(List.of(a, b, c), sendAll());
    assertEquals(0, queue.unsentBytes());
    assertEquals(3, queue.inFlight());
    assertEquals(0, queue.queued());
    assertSame(a, queue.firstInFlight());
    assertSame(a, queue.pollInFlight());
    assertSame(b, queue.pollInFlight());
    assertFalse(isIdle(queue));
    assertSame(c, queue.pollInFlight());
    assertNull(queue.pollInFlight());
    assertTrue(isIdle(queue));
    assertNull(a.next);
    assertNull(c.next);
  }

  @Test
  void chainsStayTogether() {
    PendingReply<String> before = reply();
    ReplyChain chain = new ReplyChain();
    PendingReply<String> one = reply();
    PendingReply<String> two = reply();
    chain.add(one);
    chain.add(two);
    PendingReply<String> after = reply();
    assertTrue(queue.submit(before));
    assertFalse(queue.submit(chain));
    assertFalse(queue.submit(after));
    queue.takeSubmissions();
    assertEquals(List.of(before, one, two, after), sendAll());
  }

  @Test
  void chainsOfTheLoopStayTogether() {
    ReplyChain chain = new ReplyChain();
    chain.add(reply());
    chain.add(reply());
    chain.oldest().deadline = 7;
    PendingReply<String> after = reply();
    assertEquals(7, queue.addOnLoop(chain));
    queue.addOnLoop(after);
    assertEquals(List.of(chain.oldest(), chain.newest(), after), sendAll());
  }

  @Test
  void theBoundsCountWhatIsHeldAnywhere() {
    queue.submit(reply());
    queue.takeSubmissions();
    sendAll();
    queue.submit(reply());
    queue.takeSubmissions();
    queue.submit(reply());
    queue.addOnLoop(reply());
    assertThrows(RedisOverloadedException.class, () -> queue.submit(reply()));
    assertThrows(RedisOverloadedException.class, () -> queue.addOnLoop(reply()));
    queue.pollInFlight();
    queue.submit(reply());
    queue.takeSubmissions();
    sendAll();
    while (queue.pollInFlight() != null) {
      // All are answered.
    }
    assertTrue(isIdle(queue));
    ReplyChain large = new ReplyChain();
    for (int i = 0; i < 20; i++) {
      large.add(reply());
    }
    assertTrue(queue.submit(large)); // Nothing else is held.
    RedisOverloadedException full =
        assertThrows(RedisOverloadedException.class, () -> queue.submit(reply()));
    assertTrue(
        String.valueOf(full.getMessage()).contains("holds 20 of 4 commands and 2240 of 1120 bytes"),
        full::getMessage);
  }

  @Test
  void deadlines() {
    long now = System.nanoTime();
    PendingReply<String> late = reply();
    late.deadline = now - 1;
    PendingReply<String> soon = reply();
    soon.deadline = now + 1_000_000_000;
    PendingReply<String> later = reply();
    later.deadline = now + 2_000_000_000;
    PendingReply<String> never = reply();
    queue.submit(later);
    queue.submit(late);
    assertEquals(late.deadline, queue.takeSubmissions());
    sendAll();
    queue.submit(never);
    queue.submit(soon);
    queue.takeSubmissions();
    assertEquals(soon.deadline, queue.expire(now));
    assertTrue(late.isCompletedExceptionally());
    assertFalse(soon.isDone() || later.isDone() || never.isDone());
    assertEquals(2, queue.inFlight(), "a late command keeps its place");
    assertEquals(Long.MAX_VALUE, PendingReply.earlier(Long.MAX_VALUE, Long.MIN_VALUE));
    assertEquals(5, PendingReply.earlier(5, PendingReply.NO_DEADLINE));
    assertEquals(5, PendingReply.earlier(PendingReply.NO_DEADLINE, 5));
  }

  @Test
  void theFirstThatIsAwaited() {
    PendingReply<String> a = reply();
    PendingReply<String> b = reply();
    PendingReply<String> c = reply();
    queue.submit(a);
    queue.takeSubmissions();
    sendAll();
    queue.submit(b);
    queue.submit(c);
    queue.takeSubmissions();
    assertNull(queue.firstAwaited());
    assertTrue(c.becomeWaiter());
    assertSame(c, queue.firstAwaited());
    assertTrue(b.becomeWaiter());
    assertSame(b, queue.firstAwaited());
    b.complete("done");
    assertSame(c, queue.firstAwaited());
    c.resignAsWaiter();
    assertNull(queue.firstAwaited());
  }

  /** What the loop takes over in this very moment is not counted twice. */
  @Test
  void aQueueWithRoomRefusesNothing() throws Exception {
    int bound = 8;
    int total = 100_000;
    CommandQueue shared = new CommandQueue(bound, Long.MAX_VALUE);
    AtomicInteger left = new AtomicInteger();
    Thread loop =
        new Thread(
            () -> {
              while (left.get() < total) {
                shared.takeSubmissions();
                for (PendingReply<?> r = shared.pollUnsent(); r != null; r = shared.pollUnsent()) {
                  shared.sent(r);
                  shared.pollInFlight();
                  left.incrementAndGet();
                }
              }
            });
    loop.setDaemon(true);
    loop.start();
    for (int i = 0; i < total; i++) {
      while (i - left.get() >= bound) {
        Thread.onSpinWait();
      }
      shared.submit(reply());
    }
    Eventually.join(loop);
    assertTrue(isIdle(shared));
  }

  @Test
  void manySubmittersOneLoop() throws Exception {
    int threads = 4;
    int each = 5_000;
    CommandQueue shared = new CommandQueue(Integer.MAX_VALUE, Long.MAX_VALUE);
    AtomicInteger told = new AtomicInteger();
    Map<PendingReply<?>, int[]> names = new HashMap<>();
    List<List<PendingReply<String>>> mine = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      List<PendingReply<String>> replies = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        PendingReply<String> reply = reply();
        names.put(reply, new int[] {t, i});
        replies.add(reply);
      }
      mine.add(replies);
    }
    List<Thread> submitters = new ArrayList<>();
    for (List<PendingReply<String>> replies : mine) {
      submitters.add(
          new Thread(
              () -> {
                for (PendingReply<String> reply : replies) {
                  if (shared.submit(reply)) {
                    told.incrementAndGet();
                  }
                }
              }));
    }
    submitters.forEach(Thread::start);
    int[] next = new int[threads];
    int drains = 0;
    int received = 0;
    while (received < threads * each) {
      shared.takeSubmissions();
      boolean some = false;
      for (PendingReply<?> r = shared.pollUnsent(); r != null; r = shared.pollUnsent()) {
        int[] name = Objects.requireNonNull(names.get(r));
        assertEquals(next[name[0]]++, name[1], "order of one thread");
        shared.sent(r);
        assertSame(r, shared.pollInFlight());
        received++;
        some = true;
      }
      drains += some ? 1 : 0;
    }
    for (Thread submitter : submitters) {
      Eventually.join(submitter);
    }
    assertEquals(drains, told.get(), "the loop is told once per batch");
    assertTrue(isIdle(shared));
    assertEquals(0, shared.queued());
    assertEquals(0, shared.inFlight());
  }

  private static boolean isIdle(CommandQueue queue) {
    return queue.held() == 0 && !queue.hasSubmissions();
  }
}
