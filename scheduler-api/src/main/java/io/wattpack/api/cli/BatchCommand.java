package io.wattpack.api.cli;

import picocli.CommandLine.Command;

/** The noun batch: a customer's file of requests. */
@Command(
    name = "batch",
    description = "A file of requests for a model.",
    subcommands = {
      BatchCreateCommand.class,
      BatchGetCommand.class,
      BatchListCommand.class,
      BatchResultsCommand.class,
      BatchCancelCommand.class
    })
final class BatchCommand extends NounCommand {}
