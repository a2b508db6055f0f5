/** The Rondo Redis client. */
module io.rondo.client {
  requires transitive io.rondo.resp;
  requires transitive static org.jspecify;
  requires transitive static micrometer.core;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.resolver;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.classes.io_uring;
  requires io.netty.transport.classes.kqueue;
  requires io.netty.transport.unix.common;
  requires io.netty.handler;
  requires jdk.jfr;
  requires jdk.net;

  exports io.rondo.client;
  exports io.rondo.client.micrometer;
}
