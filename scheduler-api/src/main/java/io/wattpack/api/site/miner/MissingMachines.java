package io.wattpack.api.site.miner;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.MinerSwitch;
import io.wattpack.api.site.miner.MinerAlarms.Straggler;
import io.wattpack.core.model.MinerGroup;
import java.util.List;

/**
 * A group of which nobody said where its machines are: nothing can be switched, so nothing is ever
 * confirmed, and that is an alarm at once.
 */
final class MissingMachines implements MinerSwitch {
  private final MinerGroup group;
  private final MinerAlarms alarms;

  MissingMachines(MinerGroup group, MinerAlarms alarms) {
    this.group = group;
    this.alarms = alarms;
  }

  @Override
  public void adopt(DesiredMiner desired) {
    complain();
  }

  @Override
  public void follow(DesiredMiner desired) {
    complain();
  }

  private void complain() {
    Straggler nobody =
        new Straggler("(none)", "the configuration has no machines of it under miners.groups");
    alarms.stragglers(group.id(), List.of(nobody), group.watts());
  }

  @Override
  public void close() {
    alarms.released(group.id());
  }
}
