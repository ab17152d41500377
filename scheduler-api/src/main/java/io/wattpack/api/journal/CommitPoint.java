package io.wattpack.api.journal;

/**
 * Every kind of durable write. The whole-service simulation crashes right before and right after
 * the commit of each, and fails when one was never reached; a new kind of write gets its own name
 * here.
 */
public enum CommitPoint {
  /** Scheduling inputs, group-committed. */
  INPUT,
  /** A plan. */
  PLAN,
  /** A new epoch's first entry. */
  TAKEOVER,
  /** A snapshot of the engine, and older ones taken away. */
  SNAPSHOT,
  /** An uploaded file's row. */
  FILE_CREATED,
  /** A file's row taken away. */
  FILE_DELETED,
  /** A batch as the customer asked for it. */
  BATCH_CREATED,
  /** A batch's validation passed: its chunks and counts. */
  BATCH_VALIDATED,
  /** A batch's validation failed: its errors. */
  BATCH_FAILED,
  /** Any other move of a batch from one state to the next. */
  BATCH_MOVED,
  /** Settled lines: result rows, their ledger entries and the batch's counters. */
  LINES_SETTLED,
  /** A batch has ended. */
  BATCH_ENDED,
  /** A TASK job's record. */
  TASK_RECORDED,
  /** What was recorded of power events. */
  POWER_RECORDED,
  /** An API key. */
  KEY_CREATED
}
