package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every GPU container with its IT watts and its cooling. */
@Command(
    name = "list",
    description = "Lists the GPU containers: IT watts, cooling, PUE, heat capacity.")
final class ContainerListCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("ID", "/id"),
          Column.of("SITE", "/site"),
          Column.of("DOMAIN", "/power_domain"),
          Column.of("IT_W", "/it_watts"),
          Column.of("COOLING_W", "/cooling_watts"),
          Column.of("PUE_PERMILLE", "/pue_permille"),
          Column.of("HEAT_CAPACITY_W", "/heat_capacity_watts"));

  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    ArrayNode boxes = Json.array();
    for (JsonNode site : shared.asOperator().get("/api/v1/sites").path("data")) {
      for (JsonNode box : site.path("gpu_containers")) {
        ObjectNode row = Json.object();
        row.put("site", site.path("id").asText());
        row.setAll((ObjectNode) box);
        boxes.add(row);
      }
    }
    shared.printer().list(boxes, COLUMNS);
    return ExitCode.OK.code();
  }
}
