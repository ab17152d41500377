package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one job. */
@Command(name = "get", description = "Shows a job: its state, where it runs or why it waits.")
final class JobGetCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "JOB", description = "The id of a job.")
  private String id;

  @Override
  public Integer call() {
    shared
        .printer()
        .object(
            shared.asOperator().get("/api/v1/jobs/" + ApiClient.step(id)),
            JobColumns.of(shared.surroundings().clock().instant()));
    return ExitCode.OK.code();
  }
}
