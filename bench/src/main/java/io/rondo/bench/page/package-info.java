/** The report: one HTML file made of results, of one run or of several against each other. */
@NullMarked
package io.rondo.bench.page;

import org.jspecify.annotations.NullMarked;
