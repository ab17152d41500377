package io.wattpack.core.model;

/** The life of a replica; {@link #canBecome} lists the only legal moves. */
public enum ReplicaState {
  /** Devices and watts are booked against falls that are not confirmed yet. */
  CLAIMED,
  /** The site was told to start it. */
  STARTING,
  /** Its process runs and loads weights. */
  LOADING,
  /** It serves. */
  READY,
  /** Weights kept, no lease, its GPUs held to the least cap they take. */
  PAUSED,
  /** Told to stop: returns its leases. Still drawing. */
  DRAINING,
  /** Gone, confirmed. */
  STOPPED;

  public boolean canBecome(ReplicaState next) {
    return switch (this) {
      case CLAIMED -> next == STARTING || next == STOPPED;
      case STARTING -> next == LOADING || next == READY || next == DRAINING || next == STOPPED;
      case LOADING -> next == READY || next == DRAINING || next == STOPPED;
      case READY -> next == PAUSED || next == DRAINING || next == STOPPED;
      case PAUSED -> next == READY || next == DRAINING || next == STOPPED;
      case DRAINING -> next == STOPPED;
      case STOPPED -> false;
    };
  }
}
