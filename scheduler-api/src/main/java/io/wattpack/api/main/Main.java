package io.wattpack.api.main;

import io.wattpack.api.cli.Surroundings;
import io.wattpack.api.cli.WattpackCommand;

/** The process: one picocli command tree, whose exit code is the process's. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(WattpackCommand.commandLine(Surroundings.ofProcess()).execute(arguments));
  }
}
