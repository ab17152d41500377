package io.wattpack.api.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command tree; alone it asks for a command. */
@Command(
    name = "wattpack",
    description = "Packs GPU inference into the watts a site really has.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VersionCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: `wattpack help exit-codes`. Variables: `wattpack help environment`."
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      FleetCommand.class,
      BatchCommand.class,
      JobCommand.class,
      WhyCommand.class,
      SiteCommand.class,
      ContainerCommand.class,
      NodeCommand.class,
      GpuCommand.class,
      MinerCommand.class,
      PowerCommand.class,
      PolicyCommand.class,
      KeyCommand.class,
      LearnCommand.class,
      ReplayCommand.class,
      VersionCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
public final class WattpackCommand implements Runnable {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  private WattpackCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * The whole command line, ready to execute; it prints to the streams of the surroundings in
   * UTF-8.
   */
  public static CommandLine commandLine(Surroundings surroundings) {
    CommandLine line = new CommandLine(new WattpackCommand(surroundings));
    line.setOut(writer(surroundings.out()));
    line.setErr(writer(surroundings.err()));
    line.setParameterExceptionHandler(Complaints::ofUsage);
    line.setExecutionExceptionHandler(Complaints::ofExecution);
    line.setExecutionStrategy(Complaints::flushed);
    return line;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
