package io.wattpack.core.model;

/** What a miner group does, as far as the hub knows; only {@link #OFF} draws nothing. */
public enum MinerState {
  OFF,
  STARTING,
  ON,
  STOPPING;

  public boolean canBecome(MinerState next) {
    return switch (this) {
      case OFF -> next == STARTING;
      case STARTING -> next == ON || next == STOPPING || next == OFF;
      case ON -> next == STOPPING || next == OFF;
      case STOPPING -> next == OFF;
    };
  }
}
