package io.wattpack.api.site.miner;

import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.units.Watts;
import java.util.List;

/** Hears what a person must know of miner groups; on the site's executor, must be quick. */
public interface MinerAlarms {
  /** What was found when the service took the group over. */
  void adopted(MinerGroupId group, int machinesAwake, int machinesUnknown, Watts watts);

  /**
   * These machines have not obeyed within the declared time; said again from time to time until
   * {@link #obeyed}.
   *
   * @param watts they may draw; one that does not answer counts with its share of the group
   */
  void stragglers(MinerGroupId group, List<Straggler> machines, Watts watts);

  /** All machines that were called stragglers obey. */
  void obeyed(MinerGroupId group);

  /** The group is driven no more; what was said of it is over, whatever its machines do. */
  void released(MinerGroupId group);

  /** The group draws more than was declared, and so more than is booked for it. */
  void overdrawn(MinerGroupId group, Watts drawn, Watts declared);

  /** A machine that does not do what it was told, and what was last heard of it. */
  record Straggler(String machine, String news) {}
}
