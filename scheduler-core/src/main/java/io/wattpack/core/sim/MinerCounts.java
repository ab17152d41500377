package io.wattpack.core.sim;

import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which steps of miner groups may draw, counted from orders and answers alone. */
final class MinerCounts {
  private static final List<Told> NOTHING = List.of(new Told(0, 0));

  private final Map<MinerGroupId, List<Told>> told = new TreeMap<>();

  /** A number of steps that a group may run, since the order of that number. */
  private record Told(int steps, long order) {}

  void tell(MinerGroupId group, int steps, long order) {
    told.computeIfAbsent(group, unused -> new ArrayList<>(NOTHING)).add(new Told(steps, order));
  }

  /** Who has heard the last order and runs so many steps will not go back to an earlier order. */
  void hear(MinerGroupId group, int steps, long order) {
    List<Told> orders = told.getOrDefault(group, NOTHING);
    Told last = orders.getLast();
    if (last.order() == order) {
      int most = Math.min(steps, most(orders));
      told.put(group, new ArrayList<>(List.of(new Told(most, order), last)));
    }
  }

  private static int most(List<Told> orders) {
    return Collections.max(orders.stream().map(Told::steps).toList());
  }

  int drawn(MinerGroup group) {
    return group.isSwitchable() ? most(told.getOrDefault(group.id(), NOTHING)) : group.steps();
  }

  /** What will still run once everything ordered off is gone. */
  int told(MinerGroup group) {
    return group.isSwitchable()
        ? told.getOrDefault(group.id(), NOTHING).getLast().steps()
        : group.steps();
  }

  /** What nobody can switch off. */
  static int firm(MinerGroup group) {
    return group.isSwitchable() ? 0 : group.steps();
  }

  static long watts(MinerGroup group, int steps) {
    return -Math.floorDiv(-group.watts().value() * steps, (long) group.steps());
  }
}
