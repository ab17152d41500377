package io.wattpack.core.model;

import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * What an operator lets a miner group run.
 *
 * @param stepsMax the most of its steps that may run, 0 to as many as it has
 * @param until when the limit ends by itself; null: never
 */
public record MinerLimit(int stepsMax, @Nullable EpochMillis until) {
  /** Whether it holds at that moment; no longer at the very moment of its end. */
  public boolean holdsAt(long moment) {
    return until == null || until.value() > moment;
  }

  /** The same for a group of so many steps. */
  public MinerLimit within(int steps) {
    return stepsMax <= steps ? this : new MinerLimit(steps, until);
  }
}
