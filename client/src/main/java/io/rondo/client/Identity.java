package io.rondo.client;

import org.jspecify.annotations.Nullable;

/**
 * What a connection is to the server: its user, its database and its name. {@link #toString()}
 * leaves out the password.
 *
 * @param username the ACL user, or {@code null} for the default user
 * @param password or {@code null} not to authenticate
 * @param database that is selected on connect
 * @param clientName that CLIENT LIST shows, or {@code null}
 */
record Identity(
    @Nullable String username,
    @Nullable String password,
    int database,
    @Nullable String clientName) {
  static final Identity DEFAULT = new Identity(null, null, 0, null);

  Identity {
    if (username != null && password == null) {
      throw new IllegalArgumentException(
          "username is '" + username + "' but there is no password: give both, or neither");
    }
    Checks.range("database", database, 0, Integer.MAX_VALUE);
    if (clientName != null && !clientName.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "name is '" + clientName + "': use printable ASCII without spaces, as Redis demands");
    }
  }

  Identity withCredentials(@Nullable String newUsername, @Nullable String newPassword) {
    return new Identity(newUsername, newPassword, database, clientName);
  }

  Identity withDatabase(int newDatabase) {
    return new Identity(username, password, newDatabase, clientName);
  }

  Identity withClientName(@Nullable String newName) {
    return new Identity(username, password, database, newName);
  }

  @Override
  public String toString() {
    return "user " + username + ", database " + database + ", name " + clientName;
  }
}
