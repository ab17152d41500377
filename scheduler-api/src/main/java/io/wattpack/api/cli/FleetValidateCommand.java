package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.config.FileProblem;
import io.wattpack.api.config.FleetFile;
import io.wattpack.api.config.FleetFileResult;
import io.wattpack.core.model.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a fleet file without a service. */
@Command(
    name = "validate",
    description = "Checks a fleet file without a service and reports all mistakes at once.")
final class FleetValidateCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("SITES", "/sites"),
          Column.of("DOMAINS", "/power_domains"),
          Column.of("NODES", "/nodes"),
          Column.of("GPUS", "/gpus"),
          Column.of("MINERS", "/miner_groups"),
          Column.of("POOLS", "/pools"),
          Column.of("TENANTS", "/tenants"));

  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "FILE", description = "A fleet file in YAML.")
  private Path file;

  @Override
  public Integer call() {
    return switch (read()) {
      case FleetFileResult.Valid valid -> {
        shared.printer().object(counts(valid.fleet()), COLUMNS);
        yield ExitCode.OK.code();
      }
      case FleetFileResult.Invalid invalid -> {
        shared.printer().lines(mistakes(invalid), List.of());
        shared.printer().message(invalid.format());
        shared
            .printer()
            .message("\nMistakes in %s: %d.".formatted(file, invalid.problems().size()));
        yield ExitCode.REFUSED.code();
      }
    };
  }

  private FleetFileResult read() {
    try {
      return FleetFile.read(file);
    } catch (IOException e) {
      throw LocalFile.unreadable(file, e);
    }
  }

  private static JsonNode counts(Fleet fleet) {
    ObjectNode counts = Json.object();
    counts.put("sites", fleet.sites().size());
    counts.put("power_domains", fleet.powerDomains().size());
    counts.put("nodes", fleet.nodes().size());
    counts.put("gpus", fleet.nodes().stream().mapToInt(node -> node.gpuCount()).sum());
    counts.put("miner_groups", fleet.minerGroups().size());
    counts.put("pools", fleet.pools().size());
    counts.put("tenants", fleet.tenants().size());
    return counts;
  }

  /** The mistakes as the service would answer them. */
  private static JsonNode mistakes(FleetFileResult.Invalid invalid) {
    ArrayNode mistakes = Json.array();
    for (FileProblem problem : invalid.problems()) {
      ObjectNode mistake = mistakes.addObject();
      mistake.put("path", problem.path());
      mistake.put("line", problem.line());
      mistake.put("value", problem.value());
      mistake.put("rule", problem.rule());
      mistake.put("hint", problem.hint());
    }
    return mistakes;
  }
}
