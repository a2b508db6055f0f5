package io.rondo.client;

/** A kind of connection. */
public enum ClientType {
  /** That of a client which runs commands. */
  NORMAL,
  /** That to this server's master. */
  MASTER,
  /** That of a replica of this server. */
  REPLICA,
  /** That of a client which is subscribed. */
  PUBSUB
}
