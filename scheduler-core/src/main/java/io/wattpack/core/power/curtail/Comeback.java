package io.wattpack.core.power.curtail;

/** When what is off comes back: each way finds what the others miss. */
enum Comeback {
  /** While caps are down: first what fits, then what lower tiers can make room for. */
  FITTING_FIRST,
  /** While caps are down: first what lower tiers can make room for. */
  DISPLACING_FIRST,
  /** In what caps leave. */
  AFTER_CAPS,
  /** In what caps leave, and miners are switched by the price of a watt. */
  AFTER_CAPS_WITH_MINERS
}
