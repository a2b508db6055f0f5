package io.rondo.bench.common;

import java.util.List;
import java.util.regex.Pattern;

/** Keeps passwords out of everything that is printed or written. */
public final class Passwords {
  // Greedy up to the last '@' of an address: a password may hold one, and showing too little is the
  // safe side. The form that help texts print is no address.
  private static final Pattern USER_INFO =
      Pattern.compile(
          "(redis(?:s|\\+unix)?://)(?!\\[user:pass@])((?!,redis(?:s|\\+unix)?://)\\S)*@");

  private Passwords() {}

  /** The text with whatever stands before the {@code @} of a Redis address replaced by stars. */
  public static String hide(String text) {
    return USER_INFO.matcher(text).replaceAll("$1***@");
  }

  /** A command line as one string, without passwords. */
  public static String hide(List<String> arguments) {
    return hide(String.join(" ", arguments));
  }
}
