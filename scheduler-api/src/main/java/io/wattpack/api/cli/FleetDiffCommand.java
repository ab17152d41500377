package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what applying a fleet file would change. */
@Command(
    name = "diff",
    description =
        "Shows what applying a fleet file would change; exit 0 nothing, 1 something, above 1 an error.")
final class FleetDiffCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "FILE", description = "A fleet file in YAML.")
  private Path file;

  @Override
  public Integer call() {
    JsonNode changes = changes();
    shared.printer().lines(changes, FleetChanges.lines(changes));
    return (FleetChanges.isEmpty(changes) ? ExitCode.OK : ExitCode.FAILURE).code();
  }

  /** Exit code 1 says "differs" here, so that a plain failure needs another. */
  private JsonNode changes() {
    try {
      return FleetChanges.wouldBe(shared.asOperator(), file);
    } catch (CommandFailure e) {
      throw e.exitCode() == ExitCode.FAILURE ? e.withExitCode(ExitCode.USAGE) : e;
    }
  }
}
