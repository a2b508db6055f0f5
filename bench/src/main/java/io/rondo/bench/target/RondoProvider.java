package io.rondo.bench.target;

import io.rondo.bench.common.BenchException;
import io.rondo.client.Drive;
import io.rondo.client.RedisClient;
import io.rondo.client.RedisOptions;
import io.rondo.client.Transport;
import io.rondo.client.WaitStrategy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Rondo can be set to. */
final class RondoProvider implements TargetProvider {
  @Override
  public String name() {
    return "rondo";
  }

  @Override
  public Role role() {
    return Role.SUBJECT;
  }

  @Override
  public Sharing sharing() {
    return Sharing.ONE_CONNECTION;
  }

  @Override
  public Map<String, String> loops() {
    Map<String, String> loops = new LinkedHashMap<>();
    for (Transport transport : Transport.values()) {
      if (transport != Transport.AUTO) {
        loops.put(transport.label(), whyNot(transport));
      }
    }
    return loops;
  }

  private static String whyNot(Transport transport) {
    if (transport.isAvailable()) {
      return "";
    }
    Throwable cause = transport.unavailabilityCause();
    return cause == null ? "not available on this machine" : BenchException.oneLine(cause);
  }

  @Override
  public String bestLoop() {
    return Transport.AUTO.resolve().label();
  }

  @Override
  public List<String> drives() {
    return Arrays.stream(Drive.values()).map(Drive::label).toList();
  }

  @Override
  public List<String> waits() {
    return Arrays.stream(WaitStrategy.values()).map(WaitStrategy::label).toList();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Target open(TargetSettings settings) {
    return new RondoTarget(RedisClient.create(options(settings)));
  }

  static RedisOptions options(TargetSettings settings) {
    return RedisOptions.parse(settings.uri())
        .withTransport(Transport.parse(settings.loop()))
        .withDrive(Drive.parse(settings.drive()))
        .withWait(WaitStrategy.parse(settings.waitStrategy()));
  }
}
