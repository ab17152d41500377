package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the caps that are known in advance. */
@Command(
    name = "schedule",
    description = "Shows the caps of power domains, price zones and the fleet known in advance.")
final class PowerScheduleCommand implements Callable<Integer> {
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("DOMAIN", "/domain"),
          Column.of("AT", "/at"),
          Column.of("CAP_W", "/cap_watts"),
          Column.of("BINDS", "/binding_limit"),
          Column.of("FIRM_W", "/firm_watts"),
          Column.of("DRAIN_W", "/drain_watts"),
          Column.of("DRAIN_FROM", "/drain_from"));

  @Mixin private SharedOptions shared;

  @Override
  public Integer call() {
    ArrayNode steps = Json.array();
    for (JsonNode domain : PowerColumns.rows(shared.asOperator())) {
      for (JsonNode step : domain.path("future_steps")) {
        ObjectNode row = Json.object();
        row.put("domain", domain.path("id").asText());
        row.setAll((ObjectNode) step);
        steps.add(row);
      }
    }
    shared.printer().list(steps, COLUMNS);
    return ExitCode.OK.code();
  }
}
