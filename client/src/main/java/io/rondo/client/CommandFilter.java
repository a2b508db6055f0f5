package io.rondo.client;

/** Which commands COMMAND LIST gives. Immutable. */
public final class CommandFilter {
  private final String kind;
  private final String value;

  private CommandFilter(String kind, String value) {
    this.kind = kind;
    this.value = value;
  }

  /** MODULE: those of a module. */
  public static CommandFilter module(String name) {
    return new CommandFilter("MODULE", name);
  }

  /** ACLCAT: those of an ACL category, {@code "geo"} for example. */
  public static CommandFilter aclCategory(String category) {
    return new CommandFilter("ACLCAT", category);
  }

  /** PATTERN: those that match a glob pattern. */
  public static CommandFilter pattern(String pattern) {
    return new CommandFilter("PATTERN", pattern);
  }

  Object[] arguments() {
    return new Object[] {"FILTERBY", kind, value};
  }
}
