/** Clients under measurement, each behind the same small interface. */
@NullMarked
package io.rondo.bench.target;

import org.jspecify.annotations.NullMarked;
