/**
 * Where the time of a command goes, stage by stage: measured in forks, beside what it costs to
 * measure, and compared between cells.
 */
@NullMarked
package io.rondo.bench.ledger;

import org.jspecify.annotations.NullMarked;
