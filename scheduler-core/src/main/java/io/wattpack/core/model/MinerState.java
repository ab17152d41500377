package io.wattpack.core.model;

/** What a miner group does, as far as the hub knows; only {@link #OFF} draws nothing. */
public enum MinerState {
  OFF,
  /** More steps were ordered than are confirmed to run. */
  STARTING,
  /** What was ordered runs. */
  ON,
  /** Steps were ordered off, perhaps all, and are not confirmed gone. */
  STOPPING
}
