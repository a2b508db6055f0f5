/** What comes out: table, progress, JSON, CSV and HdrHistogram logs. */
@NullMarked
package io.rondo.bench.report;

import org.jspecify.annotations.NullMarked;
