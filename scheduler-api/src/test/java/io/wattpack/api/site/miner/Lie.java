package io.wattpack.api.site.miner;

/** How a stand-in differs from what it says. */
enum Lie {
  NONE,
  /** Says that it sleeps and keeps drawing. */
  KEEPS_DRAWING,
  /** Draws half more than its nameplate and its target. */
  DRAWS_MORE,
  /** Needs ten times as long as it says to fall asleep. */
  SLEEPS_LATE,
  /** Says that it is awake and never draws more than asleep. */
  STAYS_ASLEEP
}
