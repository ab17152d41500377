package io.wattpack.core.check;

import io.wattpack.core.model.JobWork;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal work out as one instance, where it saw some lately, so that many equal tasks cost the
 * memory of one. Nothing depends on what it remembers.
 */
final class SharedWork {
  private static final int CELLS = 1024;

  private final @Nullable JobWork[] lately = new @Nullable JobWork[CELLS];

  JobWork of(JobWork work) {
    int cell = Math.floorMod(work.hashCode(), CELLS);
    JobWork known = lately[cell];
    if (work.equals(known)) {
      return known;
    }
    lately[cell] = work;
    return work;
  }
}
