package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the policy in force. */
@Command(name = "get", description = "Shows the policy by which places are chosen.")
final class PolicyGetCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    shared
        .printer()
        .object(shared.asOperator().get("/api/v1/placement/policy"), PolicyColumns.OF_A_POLICY);
    return ExitCode.OK.code();
  }
}
