package io.wattpack.api.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Help on a command, or on a topic that belongs to all of them. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Shows help on a command, or on exit-codes or environment.")
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "A command such as `batch create`, or: exit-codes, environment.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case "exit-codes" -> exitCodes().lines(true).forEach(out::println);
      case "environment" -> environment().lines(true).forEach(out::println);
      default -> command().usage(out);
    }
    return ExitCode.OK.code();
  }

  private CommandLine command() {
    CommandLine found = spec.root().commandLine();
    for (String word : words) {
      CommandLine next = found.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no command and no topic '%s'.".formatted(String.join(" ", words)));
      }
      found = next;
    }
    return found;
  }

  private static Table exitCodes() {
    Table table = new Table(List.of("CODE", "MEANING"));
    for (ExitCode code : ExitCode.values()) {
      table.add(List.of(String.valueOf(code.code()), code.meaning()));
    }
    return table;
  }

  private static Table environment() {
    Table table = new Table(List.of("VARIABLE", "MEANING"));
    table.add(
        List.of("WATTPACK_URL", "Address of the service; http://127.0.0.1:8080 when not set."));
    table.add(List.of("WATTPACK_API_KEY", "Key of an operator, for every command but batch."));
    table.add(
        List.of(
            "OPENAI_BASE_URL",
            "Address for batch commands, ends in /v1; WATTPACK_URL/v1 when not set."));
    table.add(
        List.of(
            "OPENAI_API_KEY",
            "Key of a customer, for batch commands; WATTPACK_API_KEY when not set."));
    table.add(List.of("NO_COLOR", "Any value: no colours."));
    return table;
  }
}
