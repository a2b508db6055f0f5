/** The original beside Rondo: the scenarios in Python, run by the machine's own python3. */
@NullMarked
package io.rondo.bench.python;

import org.jspecify.annotations.NullMarked;
