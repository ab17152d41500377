package io.wattpack.api.site.miner;

/** What a machine says it does; what it draws is another question. */
public enum MinerMode {
  ASLEEP,
  /** Awake, and not hashing yet. */
  RAMPING,
  AWAKE,
  /** Its firmware has no word for it. */
  UNKNOWN
}
