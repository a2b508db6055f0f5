package io.rondo.client;

/**
 * A member that GEOSEARCH found.
 *
 * @param member the member
 * @param distance from the centre, in the unit of the search
 * @param hash the 52 bits that the sorted set has as its score
 * @param position where it is
 */
public record GeoHit<V>(V member, double distance, long hash, GeoPoint position) {}
