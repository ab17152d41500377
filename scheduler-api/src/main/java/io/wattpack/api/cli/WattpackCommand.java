package io.wattpack.api.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command tree; alone it asks for a command. */
@Command(
    name = "wattpack",
    description = "Packs GPU inference into the watts a site really has.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    subcommands = {VersionCommand.class, CommandLine.HelpCommand.class})
public final class WattpackCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
