/**
 * The RESP2 wire format on {@link io.netty.buffer.ByteBuf}: a writer, a resumable bounded parser.
 */
@NullMarked
package io.rondo.resp;

import org.jspecify.annotations.NullMarked;
