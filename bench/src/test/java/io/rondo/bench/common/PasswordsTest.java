package io.rondo.bench.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:secret@host:1",
        "redis://user:secret@host",
        "can't reach redis://user:se@secret@host/3?loop=nio, sorry",
        "redis://:secret,more@host,redis://:secret@other",
        "rediss://:secret@host",
        "redis+unix://:secret@/path",
        "redis+unix://:secret,more@/path,redis+unix://user:secret@/other"
      })
  void hidesWhateverStandsBeforeTheHost(String text) {
    String hidden = Passwords.hide(text);

    assertFalse(hidden.contains("secret"), hidden);
    assertFalse(hidden.contains("user"), hidden);
  }

  @Test
  void leavesEverythingElse() {
    assertEquals("redis://***@host:1/2", Passwords.hide("redis://:secret@host:1/2"));
    assertEquals("redis://host:1", Passwords.hide("redis://host:1"));
    String help = "choose redis://[user:pass@]host[:port][/db]";
    assertEquals(help, Passwords.hide(help));
    assertEquals(
        "--server embedded,redis://***@a,redis://***@b --quick",
        Passwords.hide(List.of("--server", "embedded,redis://u:p@a,redis://:q@b", "--quick")));
  }
}
