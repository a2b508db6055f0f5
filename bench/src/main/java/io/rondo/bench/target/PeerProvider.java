package io.rondo.bench.target;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client that is used in one way only: as its own manual recommends for speed.
 *
 * @param transports what can carry its bytes, the best first, each with the reason why it can't on
 *     this machine, empty where it can
 * @param drive whose thread reads replies, in Rondo's words
 * @param waits how its callers can wait, its own way first
 * @param can what it can do
 * @param opener opens it without connecting
 */
record PeerProvider(
    String name,
    Role role,
    Sharing sharing,
    Supplier<Map<String, String>> transports,
    String drive,
    List<String> waits,
    Set<Capability> can,
    Function<TargetSettings, Target> opener)
    implements TargetProvider {

  @Override
  public Map<String, String> loops() {
    return transports.get();
  }

  @Override
  public String bestLoop() {
    Map<String, String> all = loops();
    return all.keySet().stream()
        .filter(loop -> all.getOrDefault(loop, "").isEmpty())
        .findFirst()
        .orElseGet(() -> all.keySet().iterator().next());
  }

  @Override
  public List<String> drives() {
    return List.of(drive);
  }

  @Override
  public Set<Capability> capabilities() {
    return can;
  }

  @Override
  public Target open(TargetSettings settings) {
    return opener.apply(settings);
  }
}
