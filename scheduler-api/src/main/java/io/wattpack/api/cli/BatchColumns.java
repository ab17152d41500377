package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a table shows of a batch. */
final class BatchColumns {
  private BatchColumns() {}

  static List<Column> of(Instant now) {
    return List.of(
        Column.of("ID", "/id"),
        Column.of("STATUS", "/status"),
        Column.of("DONE", "/request_counts/completed"),
        Column.of("FAILED", "/request_counts/failed"),
        Column.of("TOTAL", "/request_counts/total"),
        Column.of("MODEL", "/model"),
        Column.of("TIER", "/x_wattpack/tier"),
        new Column("SITES", BatchColumns::sites),
        Column.of("JOULES", "/x_wattpack/energy/joules_used"),
        new Column("WAITING", BatchColumns::waiting),
        new Column("AGE", batch -> Ages.ofSeconds(batch.path("created_at"), now)));
  }

  private static String waiting(JsonNode batch) {
    return Column.text(batch.at("/x_wattpack/why_waiting/code"));
  }

  /** The sites that answered lines, with how many. */
  private static String sites(JsonNode batch) {
    Map<String, Long> lines = new LinkedHashMap<>();
    for (JsonNode place : batch.at("/x_wattpack/placement/sites")) {
      lines.merge(place.path("site").asText(), place.path("lines").asLong(), Long::sum);
    }
    return lines.isEmpty()
        ? "-"
        : lines.entrySet().stream()
            .map(site -> site.getKey() + ":" + site.getValue())
            .collect(Collectors.joining(","));
  }
}
