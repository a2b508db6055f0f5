package io.rondo.bench.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build and of what it carries, which Maven writes into a resource. */
public final class Version {
  private Version() {}

  public static String rondo() {
    return of("version");
  }

  /** Of the charting library. */
  public static String echarts() {
    return of("echarts");
  }

  private static String of(String what) {
    try (InputStream in = Version.class.getResourceAsStream("/io/rondo/bench/build.properties")) {
      Properties build = new Properties();
      if (in != null) {
        build.load(in);
      }
      return build.getProperty(what, "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
