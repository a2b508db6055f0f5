package io.rondo.client;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A traced command in a flight recording: how long it was in each {@link Stage}. */
@Name("io.rondo.Command")
@Label("Redis command")
@Description("Where the time of a sampled command went, stage by stage")
@Category("Rondo")
@StackTrace(false)
final class CommandEvent extends Event {
  @Label("Command")
  String command;

  @Label("Commands of its flush")
  int flushed;

  @Label("Replies of its read")
  int read;

  @Label("Total")
  @Timespan(Timespan.NANOSECONDS)
  long total;

  @Label("Hand-off")
  @Timespan(Timespan.NANOSECONDS)
  long handOff;

  @Label("Turn")
  @Timespan(Timespan.NANOSECONDS)
  long turn;

  @Label("Encode queue")
  @Timespan(Timespan.NANOSECONDS)
  long encodeQueue;

  @Label("Encode")
  @Timespan(Timespan.NANOSECONDS)
  long encode;

  @Label("Gather")
  @Timespan(Timespan.NANOSECONDS)
  long gather;

  @Label("Flush")
  @Timespan(Timespan.NANOSECONDS)
  long flush;

  @Label("Wire+server")
  @Timespan(Timespan.NANOSECONDS)
  long server;

  @Label("Read")
  @Timespan(Timespan.NANOSECONDS)
  long reading;

  @Label("Decode queue")
  @Timespan(Timespan.NANOSECONDS)
  long decodeQueue;

  @Label("Decode")
  @Timespan(Timespan.NANOSECONDS)
  long decode;

  @Label("Complete")
  @Timespan(Timespan.NANOSECONDS)
  long complete;

  @Label("Resume")
  @Timespan(Timespan.NANOSECONDS)
  long resume;

  CommandEvent(CommandTrace trace) {
    command = trace.command();
    flushed = trace.sharers(Stage.FLUSH);
    read = trace.sharers(Stage.READ);
    total = trace.totalNanos();
    handOff = trace.nanos(Stage.HAND_OFF);
    turn = trace.nanos(Stage.TURN);
    encodeQueue = trace.nanos(Stage.ENCODE_QUEUE);
    encode = trace.nanos(Stage.ENCODE);
    gather = trace.nanos(Stage.GATHER);
    flush = trace.nanos(Stage.FLUSH);
    server = trace.nanos(Stage.SERVER);
    reading = trace.nanos(Stage.READ);
    decodeQueue = trace.nanos(Stage.DECODE_QUEUE);
    decode = trace.nanos(Stage.DECODE);
    complete = trace.nanos(Stage.COMPLETE);
    resume = trace.nanos(Stage.RESUME);
  }
}
