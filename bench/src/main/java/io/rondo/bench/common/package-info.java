/** What every part of the bench needs: its one kind of error, and its own version. */
@NullMarked
package io.rondo.bench.common;

import org.jspecify.annotations.NullMarked;
