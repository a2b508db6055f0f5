package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about connections, as the server sees them: this one and others. */
public sealed interface ClientCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** CLIENT SETNAME: {@code "OK"}. */
  default Command<String> clientSetName(String name) {
    return Command.of(Names.CLIENT_SETNAME, Replies.status(), name);
  }

  /**
   * CLIENT GETNAME: the name, or {@code null} (in some versions an empty text) if there is none.
   */
  default Command<@Nullable String> clientGetName() {
    return Command.of(Names.CLIENT_GETNAME, Replies.string());
  }

  /** CLIENT ID: the number of the connection, unique in the server. */
  default Command<Long> clientId() {
    return Command.of(Names.CLIENT_ID, Replies.integer());
  }

  /** CLIENT INFO: what CLIENT LIST says of this connection, names and values. */
  default Command<Map<String, String>> clientInfo() {
    return Command.of(Names.CLIENT_INFO, ClientLines.one());
  }

  /** CLIENT LIST: names and values of each connection. */
  default Command<List<Map<String, String>>> clientList() {
    return Command.of(Names.CLIENT_LIST, ClientLines.all());
  }

  /** CLIENT LIST of a kind: names and values of each connection of it. */
  default Command<List<Map<String, String>>> clientList(ClientType type) {
    return Command.of(Names.CLIENT_LIST, ClientLines.all(), "TYPE", type.name());
  }

  /** CLIENT LIST by ID: names and values of those of the connections that there are. */
  default Command<List<Map<String, String>>> clientList(Long... ids) {
    return Command.of(Names.CLIENT_LIST, ClientLines.all(), Arguments.withSome("ID", "id", ids));
  }

  /**
   * CLIENT KILL: how many connections it ended. If this one is among them, it ends after the reply.
   */
  default Command<Long> clientKill(ClientFilter filter) {
    return Command.of(Names.CLIENT_KILL, Replies.integer(), filter.arguments().toArray());
  }

  /**
   * CLIENT KILL of one address, {@code ip:port}: {@code "OK"}; an error if there is no such
   * connection.
   */
  default Command<String> clientKill(String address) {
    return Command.of(Names.CLIENT_KILL, Replies.status(), address);
  }

  /**
   * CLIENT PAUSE: {@code "OK"}; for so long, in whole milliseconds, the server runs no commands.
   */
  default Command<String> clientPause(Duration timeout) {
    return Command.of(Names.CLIENT_PAUSE, Replies.status(), Durations.millis("timeout", timeout));
  }

  /**
   * CLIENT PAUSE WRITE: {@code "OK"}; for so long, in whole milliseconds, the server runs no
   * commands that write.
   */
  default Command<String> clientPauseWrites(Duration timeout) {
    return Command.of(
        Names.CLIENT_PAUSE, Replies.status(), Durations.millis("timeout", timeout), "WRITE");
  }

  /** CLIENT UNPAUSE: {@code "OK"}. */
  default Command<String> clientUnpause() {
    return Command.of(Names.CLIENT_UNPAUSE, Replies.status());
  }

  /**
   * CLIENT UNBLOCK: whether the connection was waiting in a command, which now ends as if its time
   * were over.
   */
  default Command<Boolean> clientUnblock(long id) {
    return Command.of(Names.CLIENT_UNBLOCK, Replies.bool(), id);
  }

  /**
   * CLIENT UNBLOCK ERROR: whether the connection was waiting in a command, which now fails with
   * UNBLOCKED.
   */
  default Command<Boolean> clientUnblockWithError(long id) {
    return Command.of(Names.CLIENT_UNBLOCK, Replies.bool(), id, "ERROR");
  }

  /**
   * CLIENT NO-EVICT (Redis 7): {@code "OK"}; whether the connection is spared when the memory of
   * connections runs out.
   */
  default Command<String> clientNoEvict(boolean spared) {
    return Command.of(Names.CLIENT_NO_EVICT, Replies.status(), spared ? "ON" : "OFF");
  }

  /** CLIENT TRACKING ON: {@code "OK"}; the server tells when keys that were read change. */
  default Command<String> clientTrackingOn(ClientTrackingOptions options) {
    return Command.of(
        Names.CLIENT_TRACKING,
        Replies.status(),
        Arguments.begin("ON").addAll(options.arguments()).toArray());
  }

  /** CLIENT TRACKING OFF: {@code "OK"}. */
  default Command<String> clientTrackingOff() {
    return Command.of(Names.CLIENT_TRACKING, Replies.status(), "OFF");
  }

  /** CLIENT TRACKINGINFO: flags, redirect and prefixes of the connection's tracking. */
  default Command<Map<String, RespValue>> clientTrackingInfo() {
    return Command.of(Names.CLIENT_TRACKINGINFO, Vocabularies.bag());
  }

  /**
   * CLIENT CACHING: {@code "OK"}; whether the keys that the next command reads are tracked, with
   * OPTIN and OPTOUT.
   */
  default Command<String> clientCaching(boolean tracked) {
    return Command.of(Names.CLIENT_CACHING, Replies.status(), tracked ? "YES" : "NO");
  }

  /**
   * CLIENT GETREDIR: the connection to which invalidations go, 0 if to none, -1 if there is no
   * tracking.
   */
  default Command<Long> clientGetRedir() {
    return Command.of(Names.CLIENT_GETREDIR, Replies.integer());
  }
}
