package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun job: work that asks for GPUs itself. */
@Command(
    name = "job",
    description = "A task that asks for GPUs, and why it waits.",
    subcommands = {
      JobCreateCommand.class,
      JobGetCommand.class,
      JobListCommand.class,
      JobCancelCommand.class,
      JobExplainCommand.class
    })
final class JobCommand extends NounCommand {}
