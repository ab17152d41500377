package io.wattpack.core.check;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.plan.MinerOff;
import io.wattpack.core.plan.MinerOn;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with an order to a miner group. */
final class MinerRules {
  private final Books books;

  MinerRules(Books books) {
    this.books = books;
  }

  /** What is wrong with an order to run more steps; null: nothing. */
  @Nullable String faultOf(MinerOn on, EpochMillis at) {
    String fault = faultOfOrder(on.minerGroup(), on.steps(), on.order());
    if (fault != null) {
      return fault;
    }
    int miner = books.hardware().fleet.minerOf(on.minerGroup());
    int told = books.hardware().miners.told(miner);
    if (on.steps() <= told) {
      return "Miner group %s is to run %d steps, more than the %d it is told to run already."
          .formatted(on.minerGroup(), on.steps(), told);
    }
    fault = faultOfTime(miner, at);
    fault =
        fault != null
            ? fault
            : books.hardware().minerLimits.faultOf(on.minerGroup(), on.steps(), at);
    return fault != null ? fault : books.hardware().power.faultOfMiner(miner, told, on.steps(), at);
  }

  /** What is wrong with an order to run fewer steps; null: nothing. */
  @Nullable String faultOf(MinerOff off) {
    String fault = faultOfOrder(off.minerGroup(), off.steps(), off.order());
    if (fault != null) {
      return fault;
    }
    int told = books.hardware().miners.told(books.hardware().fleet.minerOf(off.minerGroup()));
    return off.steps() < told
        ? null
        : "Miner group %s is to run %d steps, fewer than the %d it is told to run already."
            .formatted(off.minerGroup(), off.steps(), told);
  }

  private @Nullable String faultOfOrder(MinerGroupId id, int steps, long order) {
    int miner = books.hardware().fleet.minerOf(id);
    if (miner < 0) {
      return "Miner group %s is to be switched, but the fleet has none of that name.".formatted(id);
    }
    MinerGroup group = books.hardware().fleet.miner(miner);
    if (!group.isSwitchable()) {
      return "Miner group %s is to be switched, but it has no actuator.".formatted(id);
    }
    if (steps < 0 || steps > group.steps()) {
      return "Miner group %s is to run %d steps, but has %d.".formatted(id, steps, group.steps());
    }
    long last = books.hardware().miners.lastOrder();
    return order > last
        ? null
        : "The order to miner group %s has the number %d, but %d was given before."
            .formatted(id, order, last);
  }

  private @Nullable String faultOfTime(int miner, EpochMillis at) {
    HardwareBooks hardware = books.hardware();
    MinerGroup group = hardware.fleet.miner(miner);
    if (hardware.fleet.isLeavingMiner(group.id())) {
      return "Miner group %s is to be switched on, but the fleet gives it up."
          .formatted(group.id());
    }
    if (hardware.miners.most(miner) > hardware.miners.told(miner)) {
      return "Miner group %s is to run more steps while others are on their way off."
          .formatted(group.id());
    }
    long rest = hardware.miners.restMillis(miner, at);
    return rest >= group.offMillisMin()
        ? null
        : "Miner group %s is to be switched on after %d ms off, but must stay off for %d ms."
            .formatted(group.id(), rest, group.offMillisMin());
  }
}
