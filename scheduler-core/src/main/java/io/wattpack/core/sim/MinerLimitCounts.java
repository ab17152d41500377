package io.wattpack.core.sim;

import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.Map;
import java.util.TreeMap;

/** What operators let miner groups run, by the journal alone. */
final class MinerLimitCounts {
  private final Map<MinerGroupId, MinerLimit> limits = new TreeMap<>();

  void enter(MinerLimitChanged changed) {
    MinerLimit limit = changed.limit();
    if (limit == null) {
      limits.remove(changed.minerGroup());
    } else {
      limits.put(changed.minerGroup(), limit);
    }
  }

  /** A group that is not there, or cannot be switched, has no limit; a smaller one a lower one. */
  void inForce(Fleet fleet) {
    Map<MinerGroupId, Integer> steps = new TreeMap<>();
    fleet.minerGroups().stream()
        .filter(MinerGroup::isSwitchable)
        .forEach(group -> steps.put(group.id(), group.steps()));
    limits.keySet().retainAll(steps.keySet());
    limits.replaceAll(
        (id, limit) ->
            new MinerLimit(Math.min(limit.stepsMax(), steps.getOrDefault(id, 0)), limit.until()));
  }

  /**
   * A group that was away between two edits of one step has lost its limit, one that was smaller
   * has a lower one.
   */
  void believe(FleetStatus status) {
    for (MinerStatus miner : status.miners()) {
      MinerGroupId id = miner.group().id();
      MinerLimit told = miner.operatorLimit();
      if (told == null && !isOver(id, status.at())) {
        limits.remove(id);
      } else if (told != null) {
        limits.computeIfPresent(id, (unused, limit) -> limit.within(told.stepsMax()));
      }
    }
  }

  private boolean isOver(MinerGroupId id, EpochMillis at) {
    MinerLimit limit = limits.get(id);
    return limit != null && limit.until() != null && !limit.until().isAfter(at);
  }

  /** The most steps the group may run at that moment. */
  int stepsMax(MinerGroup group, EpochMillis at) {
    MinerLimit limit = limits.get(group.id());
    return limit == null || isOver(group.id(), at) ? group.steps() : limit.stepsMax();
  }
}
