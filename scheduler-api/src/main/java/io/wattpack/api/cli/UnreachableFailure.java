package io.wattpack.api.cli;

/** No answer at all: the service is not there, or went away meanwhile. Asking again may help. */
final class UnreachableFailure extends CommandFailure {
  private static final long serialVersionUID = 1L;

  UnreachableFailure(String message, String next) {
    super(ExitCode.FAILURE, message, next);
  }
}
