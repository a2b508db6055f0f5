/** A Redis client: one vocabulary of commands, three ways to run it, event loops to choose from. */
@NullMarked
package io.rondo.client;

import org.jspecify.annotations.NullMarked;
