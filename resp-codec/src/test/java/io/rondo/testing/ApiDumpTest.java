package io.rondo.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rondo.resp.RespParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ApiDumpTest {
  @Test
  void hasPublicAndProtectedMembersOfPublicTypesAlone() throws IOException {
    String api = ApiDump.of(RespParser.class);
    assertTrue(api.contains("public final class io.rondo.resp.RespParser"));
    assertTrue(api.contains("  protected io.rondo.resp.ReplyDecoder()"));
    assertFalse(api.contains("BulkAccumulator"));
    assertFalse(api.contains("toString"));
  }

  @Test
  void namesWhatIsGoneAndWhatIsNew() {
    assertEquals("", ApiDump.difference("a\nb\n", "a\nb\n"));
    assertEquals("- a\n+   c\n", ApiDump.difference("a\nb\n", "b\n  c\n"));
  }
}
