package io.rondo.client;

/**
 * A stretch that two strings have in common. Positions are in bytes, from 0, both ends included.
 *
 * @param start1 where it begins in the first
 * @param end1 where it ends in the first
 * @param start2 where it begins in the second
 * @param end2 where it ends in the second
 * @param length in bytes
 */
public record LcsMatch(long start1, long end1, long start2, long end2, long length) {}
