package io.wattpack.core.check;

import io.wattpack.core.model.JobId;
import io.wattpack.core.model.JobWork;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Jobs that have not ended, by id. */
final class JobTable extends UndoTable<KnownJob> {
  private static final List<ServiceTier> TIERS = List.of(ServiceTier.values());
  // What a row refers to, side by side.
  private static final int ID = 0;
  private static final int TENANT = 1;
  private static final int WORK = 2;
  private static final int WIDTH = 3;
  // What a row counts, in one number.
  private static final int FAILURES = 0xFF;
  private static final int TIER_SHIFT = 8;
  private static final int TIER = 0xF;
  private static final int CANCELLED = 1 << 12;
  private static final int RUNNING = 1 << 13;

  private @Nullable Object[] things;
  private short[] figures;

  JobTable(UndoLog undo) {
    super(undo);
    things = new @Nullable Object[0];
    figures = new short[0];
  }

  private JobTable(JobTable other, UndoLog undo) {
    super(other, undo);
    things = other.things.clone();
    figures = other.figures.clone();
  }

  JobTable fork(UndoLog forked) {
    return new JobTable(this, forked);
  }

  @Nullable KnownJob get(JobId id) {
    int hash = id.hashCode();
    int cell = first(hash);
    while (isOther(cell, hash) || (rowAt(cell) != NONE && !id.equals(idAt(rowAt(cell))))) {
      cell = after(cell);
    }
    return rowAt(cell) == NONE ? null : read(rowAt(cell));
  }

  @Override
  int hashOf(KnownJob job) {
    return job.id().hashCode();
  }

  @Override
  boolean isAt(int row, KnownJob job) {
    return job.id().equals(idAt(row));
  }

  private JobId idAt(int row) {
    return (JobId) thing(row, ID);
  }

  private Object thing(int row, int which) {
    return Objects.requireNonNull(things[WIDTH * row + which]);
  }

  @Override
  KnownJob read(int row) {
    int figure = figures[row];
    return new KnownJob(
        idAt(row),
        (TenantId) thing(row, TENANT),
        TIERS.get((figure >> TIER_SHIFT) & TIER),
        (JobWork) thing(row, WORK),
        (byte) (figure & FAILURES),
        (figure & CANCELLED) != 0,
        (figure & RUNNING) != 0);
  }

  @Override
  void write(int row, KnownJob job) {
    things[WIDTH * row + ID] = job.id();
    things[WIDTH * row + TENANT] = job.tenant();
    things[WIDTH * row + WORK] = job.work();
    figures[row] = figureOf(job);
  }

  private static short figureOf(KnownJob job) {
    int figure = (job.failures() & FAILURES) | (TIERS.indexOf(job.tier()) << TIER_SHIFT);
    figure |= job.cancelled() ? CANCELLED : 0;
    figure |= job.running() ? RUNNING : 0;
    return (short) figure;
  }

  @Override
  void wipe(int row) {
    Arrays.fill(things, WIDTH * row, WIDTH * (row + 1), null);
  }

  @Override
  void makeRoom(int count) {
    things = Arrays.copyOf(things, Math.multiplyExact(WIDTH, count));
    figures = Arrays.copyOf(figures, count);
  }
}
