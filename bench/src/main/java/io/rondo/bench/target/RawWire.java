package io.rondo.bench.target;

/** The requests of a pair as they go out, and where its value stands in the reply to GET. */
final class RawWire {
  final byte[] set;
  final byte[] get;
  final int head;
  final int value;

  RawWire(String key, byte[] content) {
    byte[] name = RawSocket.utf8(key);
    set = RawSocket.command(RawSocket.utf8("SET"), name, content);
    get = RawSocket.command(RawSocket.utf8("GET"), name);
    head = ("$" + content.length + "\r\n").length();
    value = content.length;
  }

  int reply() {
    return head + value + "\r\n".length();
  }
}
