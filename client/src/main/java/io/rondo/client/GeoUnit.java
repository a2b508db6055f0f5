package io.rondo.client;

import java.util.Locale;

/** A unit of distance. */
public enum GeoUnit {
  /** Metres. */
  M,
  /** Kilometres. */
  KM,
  /** Feet. */
  FT,
  /** Miles. */
  MI;

  /** As Redis has it, before version 7 in small letters alone. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
