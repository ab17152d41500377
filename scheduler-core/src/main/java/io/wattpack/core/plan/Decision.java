package io.wattpack.core.plan;

/** One thing to do, with its reason. */
public sealed interface Decision
    permits CapSet,
        MinerOff,
        MinerOn,
        PoolSized,
        ReplicaPause,
        ReplicaResume,
        ReplicaStart,
        ReplicaStop,
        TaskRejected {
  Reason reason();
}
