package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun container: a GPU container, the steel box with servers. */
@Command(
    name = "container",
    description = "GPU containers: watts and heat, and whether they take work.",
    subcommands = {
      ContainerListCommand.class,
      CordonCommand.class,
      DrainCommand.class,
      UncordonCommand.class
    })
final class ContainerCommand extends NounCommand implements PlaceNoun {
  @Override
  public String route() {
    return "gpu-containers";
  }
}
