package io.wattpack.api.main;

import io.wattpack.api.cli.Surroundings;
import io.wattpack.api.cli.WattpackCommand;
import picocli.CommandLine;

/** The process: one picocli command tree, whose exit code is the process's. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command tree; the documentation is checked against it. */
  public static CommandLine commandLine() {
    return WattpackCommand.commandLine(Surroundings.ofProcess(new ServiceLauncher()));
  }
}
