/** The Redis that is measured against: started here, or given. */
@NullMarked
package io.rondo.bench.server;

import org.jspecify.annotations.NullMarked;
