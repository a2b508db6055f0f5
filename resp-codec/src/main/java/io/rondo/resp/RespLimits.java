package io.rondo.resp;

/**
 * What a peer may ask of the parser. A claim above a limit is a {@link RespProtocolException};
 * below it, memory still grows only with the bytes that in fact came.
 *
 * @param maxDepth arrays inside arrays, at most
 * @param maxElements elements of one reply, those of nested arrays included
 * @param maxBulkLength bytes of one bulk string; Redis's own {@code proto-max-bulk-len} is 512 MB
 * @param maxLineLength bytes of a simple string or an error, without the CRLF
 */
public record RespLimits(int maxDepth, int maxElements, int maxBulkLength, int maxLineLength) {
  /** Depth 1024, 64 Mi elements, bulk strings of 512 MB, lines of 64 KB. */
  public static final RespLimits DEFAULT =
      new RespLimits(1024, 64 * 1024 * 1024, 512 * 1024 * 1024, 64 * 1024);

  public RespLimits {
    requirePositive("maxDepth", maxDepth);
    requirePositive("maxElements", maxElements);
    requirePositive("maxBulkLength", maxBulkLength);
    requirePositive("maxLineLength", maxLineLength);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": give a number of at least 1");
    }
  }
}
