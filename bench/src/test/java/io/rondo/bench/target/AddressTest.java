package io.rondo.bench.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rondo.bench.common.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @Test
  void hasThePartsOfAUri() {
    assertEquals(new Address("h", 6379, null, null, 0), Address.of("redis://h"));
    assertEquals(new Address("h", 1, "u", "p", 2), Address.of("redis://u:p@h:1/2"));
    assertEquals(new Address("h", 1, null, "p", 0), Address.of("redis://p@h:1"));
    assertEquals(new Address("h", 1, null, "p", 0), Address.of("redis://:p@h:1/"));
    assertEquals(new Address("h", 1, "a:b", "c+d/@", 0), Address.of("redis://a%3Ab:c+d%2F%40@h:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rediss://:hunter2@h:1", "redis+unix://:hunter2@/run/r.sock"})
  void whatAPlainSocketDoesNotReachIsRefused(String uri) {
    BenchException refused = assertThrows(BenchException.class, () -> Address.of(uri));
    assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"), refused::getMessage);
  }
}
