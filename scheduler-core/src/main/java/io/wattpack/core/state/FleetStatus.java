package io.wattpack.core.state;

import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.units.EpochMillis;
import java.util.List;

/**
 * A read-only picture of the whole state at one moment, for views; every list in the order of ids
 * or of the fleet file.
 */
public record FleetStatus(
    EpochMillis at,
    long lastInput,
    List<DomainStatus> domains,
    List<GpuContainerStatus> gpuContainers,
    List<NodeStatus> nodes,
    List<MinerStatus> miners,
    List<PoolStatus> pools,
    List<ReplicaStatus> replicas,
    List<JobStatus> jobs,
    PlacementStatus placement,
    List<PowerEvent> powerEvents,
    List<RegionStatus> regions) {}
