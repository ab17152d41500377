package io.wattpack.core.state;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is in use of the fleet in force that another fleet has not, or has differently. */
final class FleetInUse {
  private final State state;
  private final Topology before;
  private final Topology next;

  FleetInUse(State state, Topology next) {
    this.state = state;
    this.before = state.topology();
    this.next = next;
  }

  /** Hardware and pools that must stay until they are no longer in use. */
  FleetDrain drain() {
    Set<NodeId> nodes = new TreeSet<>();
    Set<PoolId> pools = new TreeSet<>();
    for (int replica : state.replicas().all()) {
      addNodes(replica, nodes);
      int pool = state.replicas().pool(replica);
      if (pool >= 0 && next.poolOf(before.pool(pool).id()) < 0) {
        pools.add(before.pool(pool).id());
      }
    }
    return new FleetDrain(next.fleet(), List.copyOf(nodes), miners(), List.copyOf(pools));
  }

  private void addNodes(int replica, Set<NodeId> nodes) {
    for (int member = 0; member < state.replicas().memberCount(replica); member++) {
      int node = state.replicas().nodeOfMember(replica, member);
      NodeId id = before.node(node).id();
      if (!nodes.contains(id) && !keepsNode(node)) {
        nodes.add(id);
      }
    }
  }

  private boolean keepsNode(int node) {
    Node old = before.node(node);
    int index = next.nodeOf(old.id());
    if (index < 0) {
      return false;
    }
    Node now = next.node(index);
    return now.gpuContainer().equals(old.gpuContainer())
        && now.powerDomain().equals(old.powerDomain())
        && now.gpuModel().equals(old.gpuModel())
        && now.gpuCount() >= old.gpuCount()
        && keepsGpus(node, next.gpuModel(next.gpuModelOfNode(index)))
        && keepsHost(node, now.host())
        && keepsDomains(before.domainOfNode(node));
  }

  private boolean keepsGpus(int node, GpuModel now) {
    GpuModel old = before.gpuModel(before.gpuModelOfNode(node));
    for (int gpu = before.gpuFirst(node); gpu < before.gpuFirst(node + 1); gpu++) {
      boolean isCutOtherwise = state.devices().slicesUsed(gpu) != 0 && old.mig() != now.mig();
      if (isCutOtherwise || state.devices().memoryBooked(gpu) > now.memory().value()) {
        return false;
      }
    }
    return true;
  }

  private boolean keepsHost(int node, Host host) {
    return holds(host.cpuMilli(), state.devices().cpuMilliBooked(node))
        && holds(host.memory().value(), state.devices().hostMemoryBooked(node));
  }

  private static boolean holds(long counted, long booked) {
    return counted == 0 || booked <= counted;
  }

  /** Each domain above must still be there and be fed as before. */
  private boolean keepsDomains(int domain) {
    for (int above = domain; above >= 0; above = before.parent(above)) {
      int index = next.domainOf(before.domain(above).id());
      if (index < 0 || !isFedAlike(before.domain(above), next.domain(index))) {
        return false;
      }
    }
    return true;
  }

  static boolean isFedAlike(PowerDomain one, PowerDomain other) {
    return Objects.equals(one.parent(), other.parent())
        && one.site().equals(other.site())
        && one.kind() == other.kind();
  }

  private List<MinerGroupId> miners() {
    Set<MinerGroupId> lost = new TreeSet<>();
    for (int miner = 0; miner < before.minerCount(); miner++) {
      if (draws(miner) && !keepsMiner(before.miner(miner))) {
        lost.add(before.miner(miner).id());
      }
    }
    return List.copyOf(lost);
  }

  /** Firm load is in nobody's hands: the fleet only describes it, so it may come and go. */
  private boolean draws(int miner) {
    return state.miners().isSwitchable(miner) && state.miners().draws(miner);
  }

  private boolean keepsMiner(MinerGroup old) {
    int index = next.minerOf(old.id());
    return index >= 0
        && next.miner(index).isSwitchable()
        && next.miner(index).steps() == old.steps()
        && next.miner(index).powerDomain().equals(old.powerDomain())
        && keepsDomains(before.domainOf(old.powerDomain()));
  }

  /** The tenant, pool or model of an unfinished job that the next fleet has not; null: none. */
  @Nullable String lostJob() {
    for (int job : state.jobs().all()) {
      if (next.tenant(state.jobs().tenant(job)) == null) {
        return state.jobs().tenant(job).value();
      }
      int pool = state.jobs().pool(job);
      if (pool >= 0 && next.poolOf(before.pool(pool).id()) < 0) {
        return before.pool(pool).id().toString();
      }
      if (pool >= 0 && !keepsProfiles(pool)) {
        return before.pool(pool).id().model().value();
      }
    }
    return null;
  }

  private boolean keepsProfiles(int pool) {
    return before.profilesOfPool(pool).isEmpty()
        || !next.profilesOfPool(next.poolOf(before.pool(pool).id())).isEmpty();
  }
}
