package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one miner group and why it does not run more. */
@Command(name = "get", description = "Shows one miner group, and why it does not run more.")
final class MinerGetCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(
      paramLabel = "GROUP",
      description = "The id of a miner group; they are in `wattpack miner list`.")
  private String group;

  @Override
  public Integer call() {
    shared
        .printer()
        .object(
            shared.asOperator().get("/api/v1/miner-groups/" + ApiClient.step(group)),
            MinerColumns.OF_ONE_GROUP);
    return ExitCode.OK.code();
  }
}
