package io.rondo.resp;

import java.util.ArrayDeque;
import java.util.Deque;

/** Equality of nested arrays, without recursion: a server decides how deep they are. */
final class RespTrees {
  private RespTrees() {}

  static boolean equal(RespValue.Array a, RespValue.Array b) {
    Deque<RespValue> left = new ArrayDeque<>();
    Deque<RespValue> right = new ArrayDeque<>();
    left.push(a);
    right.push(b);
    while (!left.isEmpty()) {
      RespValue one = left.pop();
      RespValue other = right.pop();
      if (one instanceof RespValue.Array ones && other instanceof RespValue.Array others) {
        if (ones.elements().size() != others.elements().size()) {
          return false;
        }
        ones.elements().forEach(left::push);
        others.elements().forEach(right::push);
      } else if (!one.equals(other)) {
        return false;
      }
    }
    return true;
  }

  static int hash(RespValue.Array array) {
    Deque<RespValue> rest = new ArrayDeque<>();
    rest.push(array);
    int hash = 1;
    while (!rest.isEmpty()) {
      RespValue value = rest.pop();
      if (value instanceof RespValue.Array nested) {
        hash = 31 * hash + nested.elements().size();
        nested.elements().forEach(rest::push);
      } else {
        hash = 31 * hash + value.hashCode();
      }
    }
    return hash;
  }
}
