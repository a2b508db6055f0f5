package io.rondo.client;

/** A unit of distance. */
public enum GeoUnit {
  /** Metres. */
  M,
  /** Kilometres. */
  KM,
  /** Feet. */
  FT,
  /** Miles. */
  MI
}
