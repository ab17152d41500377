package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a table shows of a job. */
final class JobColumns {
  private JobColumns() {}

  static List<Column> of(Instant now) {
    return List.of(
        Column.of("ID", "/id"),
        Column.of("STATE", "/state"),
        Column.of("KIND", "/kind"),
        Column.of("TENANT", "/tenant"),
        Column.of("TIER", "/tier"),
        Column.of("GPUS", "/request/gpus"),
        Column.of("SITE", "/site"),
        new Column("NODE", JobColumns::nodes),
        new Column("REASON", job -> Column.text(reason(job).path("code"))),
        Column.of("NAME", "/name"),
        new Column("AGE", job -> Ages.ofTime(job.path("submitted_at"), now)));
  }

  /** The nodes of a gang, one after the other. */
  private static String nodes(JsonNode job) {
    List<String> nodes = new ArrayList<>();
    job.path("nodes").forEach(node -> nodes.add(node.asText()));
    return nodes.isEmpty() ? Column.text(job.path("node")) : String.join(",", nodes);
  }

  /** Why it waits, or why it was refused. */
  static JsonNode reason(JsonNode job) {
    return job.path("waiting").isObject() ? job.path("waiting") : job.path("reason");
  }
}
