package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun gpu: one GPU of a node. */
@Command(
    name = "gpu",
    description = "Single GPUs, and whether they take work.",
    subcommands = {CordonCommand.class, DrainCommand.class, UncordonCommand.class})
final class GpuCommand extends NounCommand implements PlaceNoun {
  @Override
  public String route() {
    return "gpus";
  }
}
