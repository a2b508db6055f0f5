package io.rondo.client;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection ends.
 *
 * @param why in words
 * @param cause what was thrown, if anything was
 * @param byServer whether it was the other side that ended it: what SHUTDOWN takes for its answer
 */
record Closing(String why, @Nullable Throwable cause, boolean byServer) {

  static Closing byClient(String why) {
    return new Closing(why, null, false);
  }

  /** What the failure of a read, a write or a parse means. */
  static Closing of(Throwable thrown) {
    // The TLS handler hands its own failures on in Netty's exception of decoders.
    Throwable cause = thrown.getCause() instanceof SSLException tls ? tls : thrown;
    return cause instanceof RedisProtocolException
        ? new Closing(String.valueOf(cause.getMessage()), cause, false)
        : new Closing(
            "the connection was lost: " + cause.getMessage(), cause, cause instanceof IOException);
  }

  static Closing atServer() {
    return new Closing("the connection was closed by the server", null, true);
  }
}
