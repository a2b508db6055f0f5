package io.rondo.bench.ledger;

import io.rondo.bench.measure.Cell;
import io.rondo.bench.measure.WarmupPolicy;

/**
 * What a fork with a ledger is told.
 *
 * @param uri where the server is
 * @param cannedUri where the canned server is
 * @param oneIn of how many commands one is traced
 * @param measureMillis how long windows with and without the ledger are measured
 * @param referenceMillis how long each of what they are compared with
 * @param hasTwoCores whether client and server may run at the same time, so that spinning for a
 *     reply does not keep it from coming
 */
public record LedgerSpec(
    Cell cell,
    String uri,
    String cannedUri,
    int oneIn,
    WarmupPolicy warmup,
    int measureMillis,
    int referenceMillis,
    boolean hasTwoCores) {}
