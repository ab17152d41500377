package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a fleet file the truth. */
@Command(name = "apply", description = "Applies a fleet file: adds and changes what it says.")
final class FleetApplyCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "FILE", description = "A fleet file in YAML.")
  private Path file;

  @Override
  public Integer call() {
    ApiClient client = shared.asOperator();
    JsonNode changes = FleetChanges.wouldBe(client, file);
    FleetChanges.requireNoRefusal(changes);
    JsonNode applied = FleetChanges.apply(client, LocalFile.text(file));
    List<String> lines = new ArrayList<>(FleetChanges.lines(changes));
    lines.add("applied as input " + applied.path("input").asText());
    shared.printer().lines(applied, lines);
    return ExitCode.OK.code();
  }
}
