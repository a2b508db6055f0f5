/** Redis as a task queue: how tasks travel in each form, and who sends, takes and checks them. */
@NullMarked
package io.rondo.bench.queue;

import org.jspecify.annotations.NullMarked;
