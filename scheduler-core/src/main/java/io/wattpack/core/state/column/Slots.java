package io.wattpack.core.state.column;

/** Hands out dense indexes and takes them back; the last one freed is used first. */
public final class Slots {
  private static final int USED = 0;
  private static final int FREE = 1;

  private final LongColumn counts;
  private final IntColumn freed;

  public Slots(UndoLog log) {
    this(new LongColumn(log, 2), new IntColumn(log, 0));
  }

  private Slots(LongColumn counts, IntColumn freed) {
    this.counts = counts;
    this.freed = freed;
  }

  public Slots copy(UndoLog other) {
    return new Slots(counts.copy(other), freed.copy(other));
  }

  public int take() {
    int free = Math.toIntExact(counts.get(FREE));
    if (free > 0) {
      counts.set(FREE, free - 1L);
      return freed.get(free - 1);
    }
    int next = Math.toIntExact(counts.get(USED));
    counts.set(USED, next + 1L);
    return next;
  }

  public void give(int slot) {
    int free = Math.toIntExact(counts.get(FREE));
    freed.set(free, slot);
    counts.set(FREE, free + 1L);
  }
}
