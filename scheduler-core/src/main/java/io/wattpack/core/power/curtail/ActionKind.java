package io.wattpack.core.power.curtail;

/** What is done to a load. */
public enum ActionKind {
  /** Some steps of a miner group are switched off. */
  MINER_STEPS,
  /** The devices get a lower cap and run on. */
  CAP,
  /** The load stays where it is and does nothing. */
  PAUSE,
  /** The load goes on at a place that was found for it. */
  MOVE,
  /** The load ends here. */
  STOP
}
