package io.wattpack.api.main;

import io.wattpack.api.auth.AuthSchema;
import io.wattpack.api.batch.BatchSchema;
import io.wattpack.api.journal.JournalSchema;
import io.wattpack.api.journal.Migration;
import io.wattpack.api.report.power.PowerReportSchema;
import io.wattpack.api.task.TaskSchema;
import java.util.List;
import java.util.stream.Stream;

/** Every part's tables, in the order in which they are made. */
final class Tables {
  private Tables() {}

  static List<Migration> migrations() {
    return Stream.of(
            JournalSchema.MIGRATIONS,
            AuthSchema.MIGRATIONS,
            BatchSchema.MIGRATIONS,
            TaskSchema.MIGRATIONS,
            PowerReportSchema.MIGRATIONS)
        .flatMap(List::stream)
        .toList();
  }
}
