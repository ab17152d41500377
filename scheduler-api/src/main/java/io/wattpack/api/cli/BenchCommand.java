package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun bench: measurements on made-up worlds. */
@Command(
    name = "bench",
    description = "Measures Wattpack on made-up fleets, without a service.",
    subcommands = {BenchPlacementCommand.class, BenchPowerCommand.class})
final class BenchCommand extends NounCommand {}
