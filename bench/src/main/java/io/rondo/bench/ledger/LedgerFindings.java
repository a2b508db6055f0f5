package io.rondo.bench.ledger;

import io.rondo.bench.measure.Measurement;
import io.rondo.bench.report.Ledger;
import java.util.Map;

/**
 * What a fork found.
 *
 * @param measurement of the windows without a ledger
 * @param groups nanoseconds per command of each group of stages, to compare cells by; see {@link
 *     StageRecorder#costs()}
 */
public record LedgerFindings(
    Measurement measurement,
    Ledger ledger,
    Map<StageGroup, Double> groups,
    Overhead overhead,
    Costs costs,
    References references) {}
