package io.wattpack.api.cli;

/** The service cannot start, for a reason that the one who starts it can remove. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final int portTaken;

  /**
   * @param message what is wrong, and on a line of its own what to do, starting with "Maybe"
   */
  public StartException(ExitCode exitCode, String message) {
    this(exitCode, message, 0);
  }

  private StartException(ExitCode exitCode, String message, int portTaken) {
    super(message);
    this.exitCode = exitCode;
    this.portTaken = portTaken;
  }

  /** Another program listens on that port. */
  public static StartException portTaken(int port) {
    return new StartException(
        ExitCode.CONFLICT,
        "Port %d is taken.\nMaybe end what listens there, or use another port.".formatted(port),
        port);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  /** The port that is taken; 0 when the reason is another. */
  int portTaken() {
    return portTaken;
  }
}
