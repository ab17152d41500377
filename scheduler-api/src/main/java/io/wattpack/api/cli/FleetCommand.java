package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun fleet: the file that says what exists. */
@Command(
    name = "fleet",
    description = "The fleet file: sites, power, GPUs, models, tenants.",
    subcommands = {FleetValidateCommand.class, FleetDiffCommand.class, FleetApplyCommand.class})
final class FleetCommand extends NounCommand {}
