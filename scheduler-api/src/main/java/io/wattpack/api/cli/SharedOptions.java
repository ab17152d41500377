package io.wattpack.api.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that shows data, and the doors such a command goes through. */
final class SharedOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "How to print data: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
      defaultValue = "table")
  private Printer.Format format;

  @Option(names = "--no-headers", description = "Print tables without their headings.")
  private boolean noHeaders;

  Surroundings surroundings() {
    return Surroundings.of(command);
  }

  ApiClient asOperator() {
    return new ApiClient(Address.ofOperator(surroundings()));
  }

  ApiClient asCustomer() {
    return new ApiClient(Address.ofCustomer(surroundings()));
  }

  Printer printer() {
    return new Printer(
        command.commandLine().getOut(), command.commandLine().getErr(), format, !noHeaders);
  }
}
