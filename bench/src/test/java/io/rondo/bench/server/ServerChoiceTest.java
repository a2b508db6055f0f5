package io.rondo.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.bench.common.BenchException;
import org.junit.jupiter.api.Test;

class ServerChoiceTest {
  @Test
  void readsWhatTheCommandLineSays() {
    assertEquals(ServerChoice.Kind.EMBEDDED, ServerChoice.parse("embedded").kind());
    assertEquals(ServerChoice.Kind.PATH, ServerChoice.parse("path").kind());
    assertEquals(ServerChoice.Kind.DOCKER, ServerChoice.parse("docker").kind());
    ServerChoice given = ServerChoice.parse("redis://u:secret@h:7/2");
    assertEquals("redis://u:secret@h:7/2", given.uri());
    assertEquals("redis://***@h:7/2", given.label());
    assertTrue(ServerChoice.parse("path").isLocalProcess());
    assertFalse(given.isLocalProcess());
    assertTrue(given.isPlainTcp());
    for (String other : new String[] {"rediss://h:7", "redis+unix:///run/r.sock?db=1"}) {
      ServerChoice choice = ServerChoice.parse(other);
      assertEquals(other, choice.uri());
      assertFalse(choice.isPlainTcp());
    }
    assertEquals(
        "redis+unix://***@/r.sock", ServerChoice.parse("redis+unix://u:p@/r.sock").label());
  }

  @Test
  void anotherMachineIsToldFromThisOne() {
    for (String here :
        new String[] {
          "embedded",
          "redis://localhost",
          "redis://:p@127.0.0.1:7/2",
          "redis://[::1]:7",
          "redis+unix:///run/r.sock",
          "redis://a:b@localhost/1?loop=nio"
        }) {
      assertFalse(ServerChoice.parse(here).isRemote(), here);
    }
    for (String elsewhere :
        new String[] {
          "redis://h",
          "redis://:p@10.0.0.7:7/2",
          "rediss://localhost.example:7",
          "redis://localhost@h",
          "redis://[fe80::1]:7"
        }) {
      assertTrue(ServerChoice.parse(elsewhere).isRemote(), elsewhere);
    }
  }

  @Test
  void refusesOthersAndNeverRepeatsAPassword() {
    BenchException unknown = assertThrows(BenchException.class, () -> ServerChoice.parse("disk"));
    assertTrue(
        BenchException.oneLine(unknown).startsWith("'disk' is no server: choose embedded, path"));
    BenchException space =
        assertThrows(BenchException.class, () -> ServerChoice.parse("redis://:sec ret@h"));
    assertFalse(BenchException.oneLine(space).contains("sec"));
  }
}
