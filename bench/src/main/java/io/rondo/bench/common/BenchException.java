package io.rondo.bench.common;

/**
 * Something that the user can put right. Its message is one line that names the thing, its value
 * and the remedy; the command line prints it without a stack trace.
 */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BenchException(String message) {
    super(message);
  }

  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The innermost message of a failure, on one line: what a user can act on. */
  public static String oneLine(Throwable failure) {
    Throwable shown = failure;
    while (shown.getMessage() == null && shown.getCause() != null) {
      shown = shown.getCause();
    }
    String message = shown.getMessage();
    String text = message == null ? shown.getClass().getSimpleName() : message;
    return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
  }
}
