/** Which client is faster, and whether that can be said at all. */
@NullMarked
package io.rondo.bench.compare;

import org.jspecify.annotations.NullMarked;
