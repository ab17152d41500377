package io.wattpack.core.state;

import io.wattpack.core.model.GpuContainerId;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaOwner;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.plan.HostBooking;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replica that is not stopped yet.
 *
 * @param gpuContainer of its first member
 * @param node of its first member
 * @param devices member by member
 * @param hosts one for each member
 * @param watts what it raised its domains' ceilings by
 * @param cap what each of its GPUs is held to; null: nobody capped it
 * @param since when it entered its present state
 * @param reason why it was started, paused or resumed, or why it is being stopped
 */
public record ReplicaStatus(
    ReplicaId id,
    ReplicaOwner owner,
    ServiceTier tier,
    ReplicaState state,
    SiteId site,
    GpuContainerId gpuContainer,
    NodeId node,
    List<DeviceBooking> devices,
    List<HostBooking> hosts,
    Watts watts,
    @Nullable PowerCap cap,
    long loadMillis,
    long runMillis,
    long tokensPerSecond,
    long millijoulesPerToken,
    EpochMillis since,
    Reason reason) {}
