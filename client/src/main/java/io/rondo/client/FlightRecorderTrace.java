package io.rondo.client;

import jdk.jfr.EventType;

/** Makes an event of each trace, where a recording wants it. */
final class FlightRecorderTrace implements TraceListener {
  private final EventType type = EventType.getEventType(CommandEvent.class);

  @Override
  public void traced(CommandTrace trace) {
    if (type.isEnabled()) {
      new CommandEvent(trace).commit();
    }
  }
}
