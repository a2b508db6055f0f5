package io.rondo.bench.target;

/**
 * How a client is to be opened; labels as on the command line.
 *
 * @param uri {@code redis://[user:pass@]host:port[/db]}
 * @param pooled whether a client that pools connections behind each call may have more than one
 */
public record TargetSettings(
    String uri, String loop, String drive, String waitStrategy, boolean pooled) {}
