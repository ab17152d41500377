package io.wattpack.api.cli;

/** Ends a command: an exit code, what is wrong, and what to do next. */
class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  /**
   * @param next what the user can do about it, as words that follow "Maybe"
   */
  CommandFailure(ExitCode exitCode, String message, String next) {
    super(message + "\nMaybe " + next);
    this.exitCode = exitCode;
  }

  /** For a message that already says what to do next. */
  CommandFailure(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The same words under another exit code. */
  CommandFailure withExitCode(ExitCode other) {
    return new CommandFailure(other, String.valueOf(getMessage()));
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
