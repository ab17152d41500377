package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** What a table shows of a power domain; watts as whole numbers, as `power limit` takes them. */
final class PowerColumns {
  static final List<Column> OF_A_DOMAIN =
      List.of(
          new Column(
              "DOMAIN",
              domain -> "  ".repeat(domain.path("depth").asInt()) + domain.path("id").asText()),
          Column.of("KIND", "/kind"),
          Column.of("RATING_W", "/rating_watts"),
          Column.of("LIMIT_W", "/operator_limit/limit_watts"),
          Column.of("UNTIL", "/operator_limit/until"),
          Column.of("BINDS", "/binding_limit"),
          Column.of("CAP_W", "/cap_watts"),
          Column.of("CEILING_W", "/ceiling_watts"),
          new Column("METERED_W", PowerColumns::metered),
          Column.of("UNEXPLAINED_W", "/unexplained_watts"),
          Column.of("HEADROOM_W", "/headroom_watts"),
          Column.of("BREACH_W", "/breach_watts"));

  private PowerColumns() {}

  /** The power tree, then price zones and the fleet. */
  static ArrayNode rows(ApiClient client) {
    JsonNode power = client.get("/api/v1/power");
    ArrayNode rows = Json.array();
    power.path("data").forEach(rows::add);
    power.path("regions").forEach(rows::add);
    return rows;
  }

  /** What is stale is marked so: the ceiling counts instead. */
  private static String metered(JsonNode domain) {
    JsonNode meter = domain.path("meter");
    return meter.isObject()
        ? meter.path("metered_watts").asText() + (meter.path("stale").asBoolean() ? " (stale)" : "")
        : "-";
  }
}
