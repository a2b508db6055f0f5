package io.rondo.client;

import static io.rondo.client.Commands.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A command that waits on the server is late only when its own wait and the timeout are over. */
class BlockingCommandsTest {
  private static final long CONNECTION_TIMEOUT = 1_000_000_000;

  static Stream<Function<Duration, Command<?>>> blocking() {
    return Stream.of(
        wait -> TEXT.blpop(wait, "k"),
        wait -> TEXT.brpop(wait, "k"),
        wait -> TEXT.blmove("k", "l", ListEnd.LEFT, ListEnd.LEFT, wait),
        wait -> TEXT.brpopLpush("k", "l", wait),
        wait -> TEXT.blmpop(wait, ListEnd.LEFT, 1, "k"),
        wait -> TEXT.bzpopMin(wait, "k"),
        wait -> TEXT.bzpopMax(wait, "k"),
        wait -> TEXT.bzmpop(wait, ScoreEnd.MIN, 1, "k"),
        wait -> TEXT.xread(XReadOptions.NONE.block(wait).count(1), Map.of("k", "$")),
        wait -> TEXT.xreadGroup("g", "c", XReadOptions.NONE.block(wait), Map.of("k", ">")),
        wait -> TEXT.xreadGroupNoAck("g", "c", XReadOptions.NONE.block(wait), Map.of("k", ">")),
        wait -> TEXT.waitForReplicas(1, wait));
  }

  @ParameterizedTest
  @MethodSource("blocking")
  void addsItsWaitToTheConnectionsTimeout(Function<Duration, Command<?>> command) {
    assertEquals(
        CONNECTION_TIMEOUT + 2_000_000,
        command.apply(Duration.ofNanos(1_000_001)).timeoutNanos(CONNECTION_TIMEOUT));
    assertEquals(Command.NO_TIMEOUT, command.apply(Duration.ZERO).timeoutNanos(CONNECTION_TIMEOUT));
    assertThrows(IllegalArgumentException.class, () -> command.apply(Duration.ofMillis(-1)));
  }
}
