package io.rondo.bench.target;

/**
 * How a client is to be opened; labels as on the command line.
 *
 * @param uri {@code redis://[user:pass@]host:port[/db]}
 */
public record TargetSettings(String uri, String loop, String drive, String waitStrategy) {}
