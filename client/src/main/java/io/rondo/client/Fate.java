package io.rondo.client;

/** What became of a command that failed: whether its effect can have taken place on the server. */
public enum Fate {
  /** No byte of it was written: it had no effect and can be repeated. */
  NOT_SENT,
  /**
   * It was written, or part of it, and no reply came: the server may or may not have executed it.
   */
  MAYBE_EXECUTED,
  /** The server answered with an error. */
  REFUSED,
  /**
   * The server executed and answered it, but the reply was not what the command's decoder takes.
   */
  EXECUTED;

  /** The fate in words, for messages. */
  String words() {
    return switch (this) {
      case NOT_SENT -> "not sent";
      case MAYBE_EXECUTED -> "maybe executed";
      case REFUSED -> "refused by the server";
      case EXECUTED -> "executed";
    };
  }
}
