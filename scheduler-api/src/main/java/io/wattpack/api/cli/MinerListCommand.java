package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows every miner group with its steps and its limit. */
@Command(
    name = "list",
    description = "Lists the miner groups: steps ordered and running, watts, the operator's limit.")
final class MinerListCommand implements Callable<Integer> {
  @Mixin private SharedOptions shared;

  @Option(names = "--site", paramLabel = "SITE", description = "Only those of one site.")
  private @Nullable String site;

  @Override
  public Integer call() {
    ArrayNode groups = Json.array();
    for (JsonNode group : shared.asOperator().get("/api/v1/miner-groups").path("data")) {
      if (site == null || site.equals(group.path("site").asText())) {
        groups.add(group);
      }
    }
    shared.printer().list(groups, MinerColumns.OF_A_GROUP);
    return ExitCode.OK.code();
  }
}
