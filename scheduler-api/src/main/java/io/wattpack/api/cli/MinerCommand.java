package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun miner: a group of miners that is switched together. */
@Command(
    name = "miner",
    description = "The miner groups, and how much of them may run.",
    subcommands = {MinerListCommand.class, MinerGetCommand.class, MinerSetCommand.class})
final class MinerCommand extends NounCommand {}
