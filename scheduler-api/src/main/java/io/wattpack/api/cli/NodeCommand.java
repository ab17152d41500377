package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun node: a server with GPUs. */
@Command(
    name = "node",
    description = "The servers of the fleet, and whether they take work.",
    subcommands = {
      NodeListCommand.class,
      CordonCommand.class,
      DrainCommand.class,
      UncordonCommand.class
    })
final class NodeCommand extends NounCommand implements PlaceNoun {
  @Override
  public String route() {
    return "nodes";
  }
}
