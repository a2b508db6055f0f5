/** The RESP2 wire format. */
module io.rondo.resp {
  requires transitive io.netty.buffer;
  requires transitive static org.jspecify;

  exports io.rondo.resp;
}
