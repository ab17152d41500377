package io.wattpack.core.plan;

/**
 * The machine-readable reasons; stable names, seen on the wire, in metrics and in the
 * documentation.
 */
public enum ReasonCode {
  /** A power domain has too little headroom for the rise; {@code asked} in watts. */
  POWER_LIMITED,
  /** A power domain draws more than its cap, or one that comes soon: nothing starts under it. */
  IN_BREACH,
  /** No GPU of the fleet fits the shape, now or ever; {@code asked} in GPUs. */
  NO_COMPATIBLE_GPU,
  /** Fitting GPUs exist but are booked; {@code asked} in GPUs. */
  NO_FREE_GPU,
  /** The node has too few cores free; {@code asked} in thousandths of a core. */
  NO_FREE_CPU,
  /** The node has too little main memory free; {@code asked} in MiB. */
  NO_FREE_MEMORY,
  /** Free GPUs exist, but not enough that are joined by NVLink; {@code asked} in GPUs. */
  NO_LINKED_GPUS,
  /** No GPU has the hardware slice free or can be cut for it; {@code asked} in GPUs. */
  NO_FREE_SLICE,
  /** What would fit is cordoned, drained or gone. */
  CORDONED,
  /** What would fit is tainted, and the work does not tolerate it. */
  TAINTED,
  /** Every place that would fit has as many of the pool or job as it may take. */
  SPREAD_LIMITED,
  /** Single members would fit, the whole gang does not; {@code asked} in members. */
  GANG_TOO_LARGE,
  /** The task does not wait for room. */
  DOES_NOT_WAIT,
  /** The place where it runs is drained. */
  DRAINED,
  /** No pool serves the model at the job's tier or a higher one. */
  MODEL_NOT_SERVED,
  /** The pool has as many replicas as it may have. */
  POOL_AT_MAX,
  /** The checker refused the bundle; the work is held and an alarm raised. */
  UNSOUND_BUNDLE,
  /** The step ended at its bound before this work's turn; the next step follows at once. */
  QUEUED,
  /** A pool grows or shrinks with its backlog. */
  BACKLOG,
  /** A pool keeps its least number of replicas. */
  POOL_AT_MIN,
  /** A pool had no work for the quiet time. */
  POOL_QUIET,
  /** A task runs. */
  TASK_PLACED,
  /** The job was cancelled. */
  JOB_CANCELLED,
  /** A limit fell below what is drawn. */
  LIMIT_FELL,
  /** Meters show more than is booked, and that is above a limit; {@code asked} in watts. */
  METER_ABOVE_BOOKED,
  /**
   * What was ordered off did not go in twice the time declared; others go; {@code asked} in watts.
   */
  ACTUATOR_OVERDUE,
  /** There are watts again for what was capped or paused. */
  LIMIT_ROSE,
  /** A limit is known to fall soon below what is drawn. */
  LIMIT_WILL_FALL,
  /** The operator lets fewer steps of the miner group run. */
  OPERATOR_LIMIT,
  /** Watts nobody else wants. */
  MINER_FILLS,
  /** Capped GPUs make room for work that is worth more; {@code asked} in watts. */
  CAP_YIELDS,
  /** Mining makes room for inference; {@code asked} in watts. */
  MINER_YIELDS,
  /** An input named something unknown. */
  UNKNOWN_ID,
  /** An input repeated what was known, or came after the end. */
  NOT_APPLICABLE,
  /** The fleet edit removes or shrinks something in use. */
  REMOVES_WHAT_IS_IN_USE,
  /** The fleet's references or figures do not hold together. */
  INVALID_FLEET
}
