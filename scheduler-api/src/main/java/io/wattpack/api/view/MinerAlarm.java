package io.wattpack.api.view;

import io.wattpack.core.units.Watts;
import java.util.List;

/**
 * Machines of a miner group that do not do what they were told.
 *
 * @param machines each with what was last heard of it, for people
 * @param watts they may draw; one that does not answer counts with its share of the group
 */
public record MinerAlarm(List<String> machines, Watts watts) {
  public MinerAlarm {
    machines = List.copyOf(machines);
  }
}
