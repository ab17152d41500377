package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one batch, and on request its way to the end. */
@Command(name = "get", description = "Shows a batch: its state, its counts, where it ran.")
final class BatchGetCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;
  @Mixin private WatchOptions watch;

  @Parameters(paramLabel = "BATCH", description = "The id of a batch.")
  private String id;

  @Override
  public Integer call() {
    ApiClient client = shared.asCustomer();
    return watch.follow(client.get("/batches/" + ApiClient.step(id)), client, shared);
  }
}
