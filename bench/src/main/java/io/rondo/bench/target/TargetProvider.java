package io.rondo.bench.target;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One client: its name, what it can be set to on this machine, and how to open it. */
public interface TargetProvider {
  String name();

  /**
   * The event loops that the client knows, by label, in the order in which they are shown; each
   * with the reason why it can't run on this machine, empty where it can.
   */
  Map<String, String> loops();

  /** The label of the best loop that this machine has. */
  String bestLoop();

  List<String> drives();

  List<String> waits();

  Set<Capability> capabilities(String drive);

  /** Opens the client without connecting; the caller closes it. */
  Target open(TargetSettings settings);
}
