package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun power: the tree of power domains. */
@Command(
    name = "power",
    description = "The power tree and its limits.",
    subcommands = {
      PowerGetCommand.class,
      PowerLimitCommand.class,
      PowerEventCommand.class,
      PowerScheduleCommand.class
    })
final class PowerCommand extends NounCommand {}
