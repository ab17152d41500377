package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script for bash and zsh that completes commands and options. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: `source <(wattpack completion)`.")
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("wattpack", spec.root().commandLine()));
    return ExitCode.OK.code();
  }
}
