package io.rondo.client;

import java.util.List;

/**
 * The longest common subsequence of two strings, as stretches of them.
 *
 * @param matches the stretches, the last one first
 * @param length of the whole subsequence, in bytes, short stretches included
 */
public record LcsMatches(List<LcsMatch> matches, long length) {}
