package io.rondo.client;

/** A user's listener, whose exceptions do not reach the loop. */
record GuardedListener(MetricsListener listener) implements MetricsListener {

  @Override
  public void commandEnded(String name, long nanos, Outcome outcome) {
    try {
      listener.commandEnded(name, nanos, outcome);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  @Override
  public void connectionOpened(RedisConnection connection) {
    try {
      listener.connectionOpened(connection);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  @Override
  public void connectionLost(RedisConnection connection) {
    try {
      listener.connectionLost(connection);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  @Override
  public void connectionReopened(RedisConnection connection, long nanosDown) {
    try {
      listener.connectionReopened(connection, nanosDown);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  @Override
  public void connectionClosed(RedisConnection connection) {
    try {
      listener.connectionClosed(connection);
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  private static void report(Throwable thrown) {
    Thread thread = Thread.currentThread();
    thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
  }
}
