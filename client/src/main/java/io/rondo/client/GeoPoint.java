package io.rondo.client;

/**
 * A place on the earth. Redis keeps it to about 0.6 m.
 *
 * @param longitude in degrees, from -180 to 180
 * @param latitude in degrees, from -85.05112878 to 85.05112878
 */
public record GeoPoint(double longitude, double latitude) {}
