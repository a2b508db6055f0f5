/** How it is measured: cells, forks, warm-up, counters and statistics. */
@NullMarked
package io.rondo.bench.measure;

import org.jspecify.annotations.NullMarked;
