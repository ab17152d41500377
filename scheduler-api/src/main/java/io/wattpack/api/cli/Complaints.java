package io.wattpack.api.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How every failure is told: what is wrong, what to do next, an exit code; never a stack trace. */
final class Complaints {
  private static final String PREFIX = "wattpack: ";

  private Complaints() {}

  static int ofUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(PREFIX + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Maybe run `%s --help`.".formatted(command.getCommandSpec().qualifiedName()));
    err.flush();
    return ExitCode.USAGE.code();
  }

  static int ofExecution(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    ExitCode code = ExitCode.FAILURE;
    if (failure instanceof CommandFailure told) {
      err.println(PREFIX + told.getMessage());
      code = told.exitCode();
    } else {
      err.println(PREFIX + "A fault of Wattpack itself: " + failure + ".");
      err.println(
          "Maybe run `%s --help` to see another way."
              .formatted(command.getCommandSpec().qualifiedName()));
    }
    err.flush();
    return code.code();
  }

  /** Runs the last command of the line, and leaves nothing in the buffers. */
  static int flushed(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } finally {
      CommandLine command = parsed.commandSpec().commandLine();
      command.getOut().flush();
      command.getErr().flush();
    }
  }
}
