package io.wattpack.core.event;

/** Why a replica is gone. */
public enum StopCause {
  /** The hub asked for it. */
  REQUESTED,
  /** A task ran to its end. */
  COMPLETED,
  /** It died by itself or never started. */
  FAILED
}
