package io.rondo.bench.target;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One client: its name, what it can be set to on this machine, and how to open it. */
public interface TargetProvider {
  /** What a client is in a comparison. */
  enum Role {
    /** The one that is compared, in each of its settings. */
    SUBJECT,
    /** One that it is compared with. */
    PEER,
    /** No client at all: the time that server and sockets take by themselves. */
    FLOOR
  }

  String name();

  Role role();

  /** What many threads or workers use of it. */
  Sharing sharing();

  /**
   * The event loops that the client knows, by label, in the order in which they are shown; each
   * with the reason why it can't run on this machine, empty where it can.
   */
  Map<String, String> loops();

  /** The label of the best loop that this machine has. */
  String bestLoop();

  List<String> drives();

  List<String> waits();

  Set<Capability> capabilities();

  /** Opens the client without connecting; the caller closes it. */
  Target open(TargetSettings settings);
}
