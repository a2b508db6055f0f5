package io.rondo.bench.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What no timestamp sees, measured in other ways in the same fork; nanoseconds per command, null
 * where there is no such thing for the scenario.
 *
 * @param spinServer the median of {@link io.rondo.client.Stage#SERVER} of a caller that drives the
 *     same kind of loop and spins
 * @param ownServer the same median of the cell itself
 * @param raw of a blocking socket without a client
 * @param canned of the client on a server that only replies
 * @param loopback of the client without a network
 */
public record References(
    @Nullable Double spinServer,
    @Nullable Double ownServer,
    @Nullable Double raw,
    @Nullable Double canned,
    @Nullable Double loopback) {}
