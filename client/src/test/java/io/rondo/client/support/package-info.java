/** What the tests of the client share: servers, the loops to test on, conditions, leaks. */
@NullMarked
package io.rondo.client.support;

import org.jspecify.annotations.NullMarked;
