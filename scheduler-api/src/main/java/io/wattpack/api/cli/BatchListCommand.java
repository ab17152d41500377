package io.wattpack.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the newest batches of the key's tenant. */
@Command(name = "list", description = "Lists batches, the newest first.")
final class BatchListCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most, 1 to 100 (default ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int limit;

  @Override
  public Integer call() {
    shared
        .printer()
        .list(
            shared.asCustomer().get("/batches?limit=" + limit).path("data"),
            BatchColumns.of(shared.surroundings().clock().instant()));
    return ExitCode.OK.code();
  }
}
