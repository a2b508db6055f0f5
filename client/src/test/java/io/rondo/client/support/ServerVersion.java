package io.rondo.client.support;

import io.rondo.client.Commands;
import io.rondo.client.RedisConnection;

/** The version of a server, for what servers do differently. */
public record ServerVersion(int major, int minor) {
  /** Asks the server. */
  public static ServerVersion of(RedisConnection redis) {
    String version =
        redis
            .sync()
            .run(Commands.TEXT.info("server"))
            .lines()
            .filter(line -> line.startsWith("redis_version:"))
            .findFirst()
            .orElseThrow()
            .substring("redis_version:".length());
    String[] parts = version.split("\\.", -1);
    return new ServerVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** Whether it is this version or a later one. */
  public boolean isAtLeast(int thatMajor, int thatMinor) {
    return major > thatMajor || (major == thatMajor && minor >= thatMinor);
  }
}
