package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.client.support.Cell;
import io.rondo.client.support.OnEveryWait;
import io.rondo.client.support.TestRedis;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLoopsTest {
  @OnEveryWait
  void theChannelThatRunsIsTheOneAskedFor(Cell cell) {
    try (RedisClient client = cell.client();
        RedisConnection redis = client.connect()) {
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
      String expected =
          switch (cell.loop()) {
            case NIO -> "NioSocketChannel";
            case EPOLL -> "EpollSocketChannel";
            case IO_URING -> "IoUringSocketChannel";
            case KQUEUE -> "KQueueSocketChannel";
            case AUTO -> throw new AssertionError();
          };
      assertEquals(expected, redis.channelClass().getSimpleName());
      assertSame(cell.loop(), redis.transport());
      assertSame(cell.loop(), client.transport());
      assertTrue(redis.toString().contains(cell.loop().label()), redis::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnavailableLoopIsRefusedWithItsCause(Transport loop) {
    RedisOptions options = RedisOptions.create().withTransport(loop);
    if (loop.isAvailable()) {
      assertNull(loop.unavailabilityCause());
      return;
    }
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> RedisClient.create(options));
    assertSame(loop.unavailabilityCause(), refused.getCause());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith("event loop '" + loop.label() + "' is not available"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void somethingIsUnavailableHere() {
    // Epoll and kqueue are of different systems: one of the two always shows the refusal.
    assertTrue(Arrays.stream(Transport.values()).anyMatch(loop -> !loop.isAvailable()));
  }

  @ParameterizedTest
  @EnumSource
  void autoTakesTheBestThereIs(Drive drive) {
    RedisOptions options =
        RedisOptions.create()
            .withAddress("127.0.0.1", TestRedis.shared().port())
            .withDrive(drive)
            .withTransport(Transport.AUTO);
    try (RedisClient client = RedisClient.create(options);
        RedisConnection redis = client.connect()) {
      assertNotEquals(Transport.AUTO, client.transport());
      assertSame(Transport.AUTO.resolve(), client.transport());
      assertNotNull(redis.channelClass());
      assertEquals("PONG", redis.sync().run(TEXT.ping()));
    }
  }

  @Test
  void namesAreParsedAndMistypedOnesListTheOthers() {
    for (Transport loop : Transport.values()) {
      assertSame(loop, Transport.parse(loop.label()));
    }
    for (Drive drive : Drive.values()) {
      assertSame(drive, Drive.parse(drive.label()));
    }
    for (WaitStrategy wait : WaitStrategy.values()) {
      assertSame(wait, WaitStrategy.parse(wait.label()));
    }
    assertRefused(
        "loop 'epol' is not known: use one of auto, nio, epoll, io_uring, kqueue",
        () -> Transport.parse("epol"));
    assertRefused(
        "drive 'CALLER' is not known: use one of loop-thread, caller", () -> Drive.parse("CALLER"));
    assertRefused(
        "wait '' is not known: use one of block, spin, adaptive", () -> WaitStrategy.parse(""));
  }

  private static void assertRefused(String message, Runnable parse) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, parse::run).getMessage());
  }
}
