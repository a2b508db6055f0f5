package io.rondo.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RespValueTest {
  @Test
  void nullAndEmptyAreDistinct() {
    List<RespValue> values =
        List.of(
            Wire.bulk(""),
            RespValue.NullBulk.INSTANCE,
            Wire.array(),
            RespValue.NullArray.INSTANCE,
            new RespValue.SimpleString(""),
            Wire.error(""),
            new RespValue.Int(0));
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        assertEquals(i == j, values.get(i).equals(values.get(j)));
      }
    }
  }

  @Test
  void bulkStringsAreEqualByContent() {
    RespValue.Bulk bulk = new RespValue.Bulk(new byte[] {'a', 'b'});
    assertEquals(bulk, Wire.bulk("ab"));
    assertEquals(bulk.hashCode(), Wire.bulk("ab").hashCode());
    assertNotEquals(bulk, Wire.bulk("ac"));
    assertEquals("ab", bulk.text());
  }

  @Test
  void arraysAreUnmodifiableCopies() {
    List<RespValue> elements = new ArrayList<>(List.of(new RespValue.Int(1)));
    RespValue.Array array = new RespValue.Array(elements);
    elements.clear();
    assertEquals(1, array.elements().size());
    assertThrows(UnsupportedOperationException.class, () -> array.elements().clear());
  }

  @Test
  void deepArraysAreCompared() {
    assertEquals(deep(100_000, 1), deep(100_000, 1));
    assertEquals(deep(100_000, 1).hashCode(), deep(100_000, 1).hashCode());
    assertNotEquals(deep(100_000, 1), deep(100_000, 2));
    assertNotEquals(deep(100_000, 1), deep(100_001, 1));
    assertNotEquals(Wire.array(Wire.array(), Wire.array()), Wire.array(Wire.array(Wire.array())));
  }

  private static RespValue deep(int depth, long innermost) {
    RespValue value = new RespValue.Int(innermost);
    for (int i = 0; i < depth; i++) {
      value = Wire.array(value);
    }
    return value;
  }

  @Test
  void textIsEscaped() {
    RespValue all =
        Wire.array(
            Wire.bulk("a\r\n"),
            new RespValue.SimpleString("OK"),
            Wire.error("ERR x"),
            new RespValue.Int(-1),
            RespValue.NullBulk.INSTANCE,
            Wire.array(),
            RespValue.NullArray.INSTANCE);
    assertEquals(
        "[\"a\\r\\n\", +\"OK\", -\"ERR x\", -1, null bulk string, [], null array]", all.toString());
  }

  @Test
  void textIsBounded() {
    assertEquals(
        "\"" + Wire.repeat("x", 40) + "\"… (50 bytes)", Wire.bulk(Wire.repeat("x", 50)).toString());
    RespValue long1 = new RespValue.Array(Collections.nCopies(17, new RespValue.Int(1)));
    assertEquals("[" + Wire.repeat("1, ", 16) + "… (17 elements)]", long1.toString());
    RespValue wide = new RespValue.Array(Collections.nCopies(1000, Wire.bulk("value")));
    RespValue deep = wide;
    for (int i = 0; i < 100_000; i++) {
      deep = Wire.array(deep, deep);
    }
    assertTrue(deep.toString().length() < 2000, deep::toString);
    RespValue wider = new RespValue.Array(Collections.nCopies(1000, wide));
    assertTrue(wider.toString().length() < 2000, wider::toString);
  }
}
