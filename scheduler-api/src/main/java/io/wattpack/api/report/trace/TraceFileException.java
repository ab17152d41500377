package io.wattpack.api.report.trace;

/** A trace file does not say what it should: the file, the line, the value, and what to do next. */
public final class TraceFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param next what the user can do about it, as words that follow "Maybe"
   */
  TraceFileException(String message, String next) {
    super(message + "\nMaybe " + next);
  }
}
