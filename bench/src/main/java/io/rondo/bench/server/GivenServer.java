package io.rondo.bench.server;

/** A server that runs without the bench, and goes on without it. */
record GivenServer(String uri) implements BenchServer {
  @Override
  public void close() {}
}
