package io.rondo.bench.server;

/** A Redis that can be measured against; closing it ends what the bench has started. */
public interface BenchServer extends AutoCloseable {
  /** {@code redis://…}, with a password if the user gave one: not for printing. */
  String uri();

  /** Where the bench itself reaches it, which need not be the clients' way. */
  default String adminUri() {
    return uri();
  }

  /** The process id where the server is a process of this machine that the bench has started. */
  default String pid() {
    return "";
  }

  @Override
  void close();
}
