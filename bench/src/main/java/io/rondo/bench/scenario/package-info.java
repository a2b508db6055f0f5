/** What is run: set+get of n pairs, in the forms of the study of 2017. */
@NullMarked
package io.rondo.bench.scenario;

import org.jspecify.annotations.NullMarked;
