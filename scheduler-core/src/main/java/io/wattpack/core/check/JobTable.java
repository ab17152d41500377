package io.wattpack.core.check;

import io.wattpack.core.model.JobId;
import org.jspecify.annotations.Nullable;

/** Jobs that have not ended, by id. */
final class JobTable extends UndoTable<KnownJob> {
  JobTable(UndoLog undo) {
    super(undo);
  }

  private JobTable(JobTable other, UndoLog undo) {
    super(other, undo);
  }

  JobTable fork(UndoLog forked) {
    return new JobTable(this, forked);
  }

  @Override
  int hashOf(KnownJob job) {
    return job.id().hashCode();
  }

  @Override
  boolean haveOneKey(KnownJob one, KnownJob other) {
    return one.id().equals(other.id());
  }

  @Nullable KnownJob get(JobId id) {
    int cell = first(id.hashCode());
    KnownJob found = at(cell);
    while (found != null && !found.id().equals(id)) {
      cell = after(cell);
      found = at(cell);
    }
    return found;
  }
}
