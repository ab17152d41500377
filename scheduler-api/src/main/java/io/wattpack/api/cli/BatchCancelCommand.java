package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a batch; what is answered stays answered. */
@Command(name = "cancel", description = "Cancels a batch; finished lines are kept.")
final class BatchCancelCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "BATCH", description = "The id of a batch.")
  private String id;

  @Override
  public Integer call() {
    shared
        .printer()
        .object(
            shared.asCustomer().post("/batches/" + ApiClient.step(id) + "/cancel"),
            BatchColumns.of(shared.surroundings().clock().instant()));
    return ExitCode.OK.code();
  }
}
