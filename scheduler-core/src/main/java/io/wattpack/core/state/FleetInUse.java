package io.wattpack.core.state;

import io.wattpack.core.model.GpuModel;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerState;
import io.wattpack.core.model.ModelProfile;
import io.wattpack.core.model.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether another fleet still has everything that is in use, where it is. */
final class FleetInUse {
  private final State state;
  private final Topology before;
  private final Topology next;

  private FleetInUse(State state, Topology next) {
    this.state = state;
    this.before = state.topology();
    this.next = next;
  }

  /** The id of the first thing in use that the next fleet removes or shrinks; null: nothing. */
  static @Nullable String lostBy(State state, Topology next) {
    return new FleetInUse(state, next).lost();
  }

  private @Nullable String lost() {
    String lost = lostHardware();
    lost = lost != null ? lost : lostMiner();
    return lost != null ? lost : lostJob();
  }

  private @Nullable String lostHardware() {
    for (int replica : state.replicas().all()) {
      int node = state.replicas().node(replica);
      if (!keepsNode(node) || !keepsDomains(before.domainOfNode(node))) {
        return before.node(node).id().value();
      }
      int pool = state.replicas().pool(replica);
      if (pool >= 0 && !keepsPool(pool, replica)) {
        return before.pool(pool).id().toString();
      }
    }
    return null;
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
        && keepsMemory(node, next.gpuModel(next.gpuModelOfNode(index)));
  }

  private boolean keepsMemory(int node, GpuModel model) {
    for (int gpu = before.gpuFirst(node); gpu < before.gpuFirst(node + 1); gpu++) {
      if (state.devices().memoryBooked(gpu) > model.memory().value()) {
        return false;
      }
    }
    return true;
  }

  /** Each domain above must still be there and be fed as before. */
  private boolean keepsDomains(int domain) {
    for (int above = domain; above >= 0; above = before.parent(above)) {
      int index = next.domainOf(before.domain(above).id());
      if (index < 0 || !isFedAsBefore(above, index)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFedAsBefore(int old, int now) {
    return Objects.equals(before.domain(old).parent(), next.domain(now).parent())
        && before.domain(old).site().equals(next.domain(now).site());
  }

  private boolean keepsPool(int pool, int replica) {
    int index = next.poolOf(before.pool(pool).id());
    return index >= 0 && hasProfileOf(index, replica);
  }

  private boolean hasProfileOf(int pool, int replica) {
    String model = before.node(state.replicas().node(replica)).gpuModel().value();
    int count = state.replicas().gpuCount(replica);
    int share = state.replicas().share(replica);
    for (ModelProfile profile : next.profilesOfPool(pool)) {
      if (profile.gpuModel().value().equals(model)
          && profile.gpuCount() == count
          && profile.share().milli() == share) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String lostMiner() {
    for (int miner = 0; miner < before.minerCount(); miner++) {
      if (draws(miner) && !keepsMiner(before.miner(miner))) {
        return before.miner(miner).id().value();
      }
    }
    return null;
  }

  /** Firm load is in nobody's hands: the fleet only describes it, so it may come and go. */
  private boolean draws(int miner) {
    return state.miners().isSwitchable(miner) && state.miners().state(miner) != MinerState.OFF;
  }

  private boolean keepsMiner(MinerGroup old) {
    int index = next.minerOf(old.id());
    return index >= 0
        && next.miner(index).isSwitchable()
        && next.miner(index).powerDomain().equals(old.powerDomain())
        && keepsDomains(before.domainOf(old.powerDomain()));
  }

  private @Nullable String lostJob() {
    for (int job : state.jobs().all()) {
      if (next.tenant(state.jobs().job(job).tenant()) == null) {
        return state.jobs().job(job).tenant().value();
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
