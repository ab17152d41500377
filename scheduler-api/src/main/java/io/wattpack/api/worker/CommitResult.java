package io.wattpack.api.worker;

/** What became of a commit. */
public enum CommitResult {
  /** On disk; go on. */
  COMMITTED,
  /** On disk, but the replica must stop: release the rest. */
  COMMITTED_STOP,
  /** The lease was dead: nothing was written, drop the chunk. */
  REJECTED
}
