package io.wattpack.core.plan.image;

import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.plan.BreachChanged;
import io.wattpack.core.plan.PoolOrder;
import io.wattpack.core.plan.WaitingChanged;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The complete state of an engine between two steps. What follows from it (sums, indexes, caps) is
 * left out and counted anew.
 *
 * @param lastInput number of the last input applied; 0 before any
 * @param recordedAt the time of the last input or recorded plan
 * @param lastReplica number of the youngest replica ever started; 0 before any
 * @param lastMinerOrder highest number of an order to a miner group; 0 before any
 * @param fleet the one in force
 * @param owner the one door through which the fleet may be changed; null: no fleet was applied yet
 * @param limits operator limits last laid over domains, ended or not
 * @param miners groups that can be switched
 * @param jobs those that have not ended, in the order of ids
 * @param replicas those whose end is not confirmed, in the order of numbers
 * @param orders pools that have jobs to work on
 * @param waiting reasons of pools, and of one task for each class of equal ones
 * @param breaches domains in breach
 * @param policy by which places are chosen; null: none was applied yet
 * @param closures what operators closed, ended or not, in the order of places
 * @param nodesGone nodes that their site says are gone, in the order of ids
 * @param weather what was told last of each site, in the order of ids
 * @param powerEvents what the grid asks for, over or not, in the order of ids
 * @param minerLimits operator limits last laid over miner groups, ended or not
 * @param drain what the fleet has only until it is no longer in use; null: nothing
 * @param meters of power domains that have one
 * @param draws what GPUs were found to draw below their peak
 * @param rises of power domains that may only rise at a pace
 */
public record EngineImage(
    long lastInput,
    EpochMillis recordedAt,
    long lastReplica,
    long lastMinerOrder,
    Fleet fleet,
    @Nullable ManagedBy owner,
    List<LimitChanged> limits,
    List<MinerImage> miners,
    List<PoolImage> pools,
    List<JobImage> jobs,
    List<ReplicaImage> replicas,
    List<PoolOrder> orders,
    List<WaitingChanged> waiting,
    List<BreachChanged> breaches,
    @Nullable PlacementPolicy policy,
    List<PlaceClosed> closures,
    List<NodeId> nodesGone,
    List<WeatherObserved> weather,
    List<PowerEvent> powerEvents,
    List<MinerLimitChanged> minerLimits,
    @Nullable FleetDrain drain,
    List<MeterImage> meters,
    List<DrawImage> draws,
    List<RiseImage> rises) {
  public EngineImage {
    limits = List.copyOf(limits);
    miners = List.copyOf(miners);
    pools = List.copyOf(pools);
    jobs = List.copyOf(jobs);
    replicas = List.copyOf(replicas);
    orders = List.copyOf(orders);
    waiting = List.copyOf(waiting);
    breaches = List.copyOf(breaches);
    closures = List.copyOf(closures);
    nodesGone = List.copyOf(nodesGone);
    weather = List.copyOf(weather);
    powerEvents = List.copyOf(powerEvents);
    meters = List.copyOf(meters);
    minerLimits = List.copyOf(minerLimits);
    draws = List.copyOf(draws);
    rises = List.copyOf(rises);
  }
}
