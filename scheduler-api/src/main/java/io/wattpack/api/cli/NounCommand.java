package io.wattpack.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only groups others; alone it asks for one of them. */
@Command(synopsisSubcommandLabel = "COMMAND")
abstract class NounCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "A command is missing after '%s': %s."
            .formatted(spec.qualifiedName(), String.join(", ", spec.subcommands().keySet())));
  }
}
