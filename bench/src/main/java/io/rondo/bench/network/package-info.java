/** What the bench puts between client and server: a proxy that delays, and namespaces. */
@NullMarked
package io.rondo.bench.network;

import org.jspecify.annotations.NullMarked;
