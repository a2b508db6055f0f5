/** Adds up what generators of load on several hosts have measured. */
@NullMarked
package io.rondo.bench.load;

import org.jspecify.annotations.NullMarked;
