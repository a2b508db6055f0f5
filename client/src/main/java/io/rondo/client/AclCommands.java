package io.rondo.client;

import io.rondo.resp.Replies;
import io.rondo.resp.RespValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands about users and what they may do. */
public sealed interface AclCommands<K, V> extends Vocabulary<K, V> permits Commands {
  /** ACL CAT: the categories of commands. */
  default Command<List<String>> aclCat() {
    return Command.of(Names.ACL_CAT, Vocabularies.texts());
  }

  /** ACL CAT of a category: its commands. */
  default Command<List<String>> aclCat(String category) {
    return Command.of(Names.ACL_CAT, Vocabularies.texts(), category);
  }

  /**
   * ACL DELUSER: how many of the users were there and are gone, and their connections with them.
   */
  default Command<Long> aclDelUser(String... usernames) {
    return Command.of(
        Names.ACL_DELUSER,
        Replies.integer(),
        (Object[]) Arguments.requireSome("username", usernames));
  }

  /**
   * ACL DRYRUN (Redis 7): {@code "OK"} if the user may run the command, else why not. It is not
   * run.
   */
  default Command<String> aclDryRun(String username, Command<?> command) {
    return Command.of(
        Names.ACL_DRYRUN,
        Replies.string(),
        Arguments.begin(username).addAll(command.words()).toArray());
  }

  /** ACL GENPASS: a password of 256 random bits, in hexadecimal. */
  default Command<String> aclGenPass() {
    return Command.of(Names.ACL_GENPASS, Replies.string());
  }

  /** ACL GENPASS: a password of so many random bits, rounded up to fours, in hexadecimal. */
  default Command<String> aclGenPass(int bits) {
    return Command.of(Names.ACL_GENPASS, Replies.string(), bits);
  }

  /**
   * ACL GETUSER: flags, passwords' hashes, commands, keys and channels of the user, or {@code null}
   * if there is no such user. What they look like differs from version to version.
   */
  default Command<@Nullable Map<String, RespValue>> aclGetUser(String username) {
    return Command.of(Names.ACL_GETUSER, Vocabularies.nullableBag(), username);
  }

  /** ACL LIST: the rules of all users, a line each. */
  default Command<List<String>> aclList() {
    return Command.of(Names.ACL_LIST, Vocabularies.texts());
  }

  /**
   * ACL LOAD: {@code "OK"}; the users are those of the ACL file. An error if the server has none.
   */
  default Command<String> aclLoad() {
    return Command.of(Names.ACL_LOAD, Replies.status());
  }

  /**
   * ACL SAVE: {@code "OK"}; the ACL file has the users that there are. An error if the server has
   * none.
   */
  default Command<String> aclSave() {
    return Command.of(Names.ACL_SAVE, Replies.status());
  }

  /** ACL LOG: what was refused lately, the latest first. */
  default Command<List<Map<String, RespValue>>> aclLog() {
    return Command.of(Names.ACL_LOG, Replies.list(Vocabularies.bag()));
  }

  /** ACL LOG: up to so many of what was refused lately, the latest first. */
  default Command<List<Map<String, RespValue>>> aclLog(int count) {
    return Command.of(Names.ACL_LOG, Replies.list(Vocabularies.bag()), count);
  }

  /** ACL LOG RESET: {@code "OK"}. */
  default Command<String> aclLogReset() {
    return Command.of(Names.ACL_LOG, Replies.status(), "RESET");
  }

  /** ACL SETUSER: {@code "OK"}; makes the user, or changes it by the rules. */
  default Command<String> aclSetUser(String username, String... rules) {
    return Command.of(
        Names.ACL_SETUSER, Replies.status(), Arguments.of(username, (Object[]) rules));
  }

  /** ACL USERS: the names of all users. */
  default Command<List<String>> aclUsers() {
    return Command.of(Names.ACL_USERS, Vocabularies.texts());
  }

  /** ACL WHOAMI: the name of the connection's user. */
  default Command<String> aclWhoAmI() {
    return Command.of(Names.ACL_WHOAMI, Replies.string());
  }
}
