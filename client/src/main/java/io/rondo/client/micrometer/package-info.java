/** Metrics of the client for Micrometer, which the user brings along. */
@org.jspecify.annotations.NullMarked
package io.rondo.client.micrometer;
