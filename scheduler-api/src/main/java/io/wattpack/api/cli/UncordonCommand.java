package io.wattpack.api.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Opens places again. */
@Command(name = "uncordon", description = "Opens it again after a cordon or a drain.")
final class UncordonCommand implements Callable<Integer> {
  @ParentCommand private PlaceNoun noun;

  @Mixin private SharedOptions shared;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "What to open; a GPU is its node and slot: n-1:3.")
  private List<String> ids;

  @Override
  public Integer call() {
    ClosePlaces.put(shared, noun, ids, Json.object().put("closure", "open"));
    return ExitCode.OK.code();
  }
}
