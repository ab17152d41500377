package io.wattpack.core.check;

import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/** What operators let miner groups run. */
final class MinerLimitBook {
  private final FleetBook fleet;
  private final UndoMap<MinerGroupId, MinerLimit> limits;

  MinerLimitBook(FleetBook fleet, UndoLog undo) {
    this.fleet = fleet;
    limits = new UndoMap<>(undo);
  }

  private MinerLimitBook(MinerLimitBook other, UndoLog undo) {
    fleet = other.fleet;
    limits = other.limits.fork(undo);
  }

  MinerLimitBook fork(UndoLog forked) {
    return new MinerLimitBook(this, forked);
  }

  /** Takes over the limits of groups that could be switched and still can. */
  void carry(MinerLimitBook before) {
    before.limits.values().forEach(entry -> carry(entry.key(), entry.value()));
  }

  private void carry(MinerGroupId id, MinerLimit limit) {
    MinerGroup group = switchable(id);
    if (group != null) {
      int steps = Integer.min(limit.stepsMax(), group.steps());
      limits.put(id, new MinerLimit(steps, limit.until()));
    }
  }

  private @Nullable MinerGroup switchable(MinerGroupId id) {
    int miner = fleet.minerOf(id);
    return miner >= 0 && fleet.miner(miner).isSwitchable() ? fleet.miner(miner) : null;
  }

  void change(MinerLimitChanged changed, EpochMillis at) {
    MinerGroup group = switchable(changed.minerGroup());
    MinerLimit limit = changed.limit();
    if (group == null) {
      return;
    }
    if (limit == null) {
      limits.forget(group.id());
    } else if (isPossible(limit, group) && isToCome(limit, at)) {
      limits.put(group.id(), limit);
    }
  }

  /** Enters a limit as it stands, over or not. */
  void resume(MinerLimitChanged known) {
    if (known.limit() != null) {
      limits.put(known.minerGroup(), known.limit());
    }
  }

  private static boolean isPossible(MinerLimit limit, MinerGroup group) {
    return limit.stepsMax() >= 0 && limit.stepsMax() <= group.steps();
  }

  private static boolean isToCome(MinerLimit limit, EpochMillis at) {
    return limit.until() == null || limit.until().isAfter(at);
  }

  /** What is wrong with running so many steps at that moment; null: nothing. */
  @Nullable String faultOf(MinerGroupId id, int steps, EpochMillis at) {
    MinerLimit limit = limits.get(id);
    return limit == null || !isToCome(limit, at) || steps <= limit.stepsMax()
        ? null
        : "Miner group %s is to run %d steps, but its operator lets %d run."
            .formatted(id, steps, limit.stepsMax());
  }
}
