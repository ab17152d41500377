package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a job early. */
@Command(name = "cancel", description = "Cancels a job.")
final class JobCancelCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "JOB", description = "The id of a job.")
  private String id;

  @Override
  public Integer call() {
    shared
        .printer()
        .object(
            shared.asOperator().delete("/api/v1/jobs/" + ApiClient.step(id)),
            JobColumns.of(shared.surroundings().clock().instant()));
    return ExitCode.OK.code();
  }
}
