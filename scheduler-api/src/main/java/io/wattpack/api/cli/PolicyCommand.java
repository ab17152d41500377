package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun policy: how places are chosen. */
@Command(
    name = "policy",
    description = "The policy by which places are chosen.",
    subcommands = {PolicyGetCommand.class, PolicySetCommand.class})
final class PolicyCommand extends NounCommand {}
