/** The command line of the bench. */
@NullMarked
package io.rondo.bench;

import org.jspecify.annotations.NullMarked;
