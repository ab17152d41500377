package io.wattpack.api.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list; {@code nextToken} asks for what follows, null: nothing does. */
public record TaskPage(List<TaskRecord> tasks, @Nullable Long nextToken) {
  static TaskPage of(List<TaskTable.Row> rows, int limit) {
    boolean hasMore = rows.size() > limit;
    List<TaskTable.Row> shown = hasMore ? rows.subList(0, limit) : rows;
    return new TaskPage(
        shown.stream().map(TaskTable.Row::task).toList(),
        hasMore ? (Long) shown.getLast().number() : null);
  }
}
