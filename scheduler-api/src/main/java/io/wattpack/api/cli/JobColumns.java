package io.wattpack.api.cli;

import java.time.Instant;
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
        Column.of("NODE", "/node"),
        Column.of("WAITING", "/waiting/code"),
        Column.of("NAME", "/name"),
        new Column("AGE", job -> Ages.ofTime(job.path("submitted_at"), now)));
  }
}
