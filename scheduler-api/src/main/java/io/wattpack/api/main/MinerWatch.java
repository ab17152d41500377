package io.wattpack.api.main;

import io.wattpack.api.site.miner.MinerAlarms;
import io.wattpack.api.view.MinerAlarm;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what miners do that needs a person, and passes it on to the meters. */
final class MinerWatch implements MinerAlarms {
  private static final Logger LOG = LoggerFactory.getLogger(MinerWatch.class);
  private static final int SHOWN_MAX = 10;

  private final MinerAlarms meters;
  private final Map<MinerGroupId, MinerAlarm> now = new ConcurrentSkipListMap<>();

  MinerWatch(MinerAlarms meters) {
    this.meters = meters;
  }

  @Override
  public void adopted(MinerGroupId group, int machinesAwake, int machinesUnknown, Watts watts) {
    LOG.info(
        "Miner group {} was found with {} machines awake, {} that do not answer, and {} W.",
        group,
        machinesAwake,
        machinesUnknown,
        watts.value());
    meters.adopted(group, machinesAwake, machinesUnknown, watts);
  }

  @Override
  public void stragglers(MinerGroupId group, List<Straggler> machines, Watts watts) {
    LOG.error(
        "ALARM: {} machines of miner group {} do not obey and may draw {} W: {}. Maybe switch them at"
            + " their outlet.",
        machines.size(),
        group,
        watts.value(),
        machines.stream().limit(SHOWN_MAX).map(MinerWatch::text).collect(Collectors.joining(", ")));
    now.put(group, new MinerAlarm(machines.stream().map(MinerWatch::text).toList(), watts));
    meters.stragglers(group, machines, watts);
  }

  private static String text(Straggler machine) {
    return machine.machine() + " (" + machine.news() + ")";
  }

  /** What is wrong now with machines of the group; empty: nothing known. */
  Optional<MinerAlarm> alarm(MinerGroupId group) {
    return Optional.ofNullable(now.get(group));
  }

  @Override
  public void obeyed(MinerGroupId group) {
    now.remove(group);
    LOG.info("No machine of miner group {} is behind any more.", group);
    meters.obeyed(group);
  }

  @Override
  public void released(MinerGroupId group) {
    now.remove(group);
    meters.released(group);
  }

  @Override
  public void overdrawn(MinerGroupId group, Watts drawn, Watts declared) {
    LOG.error(
        "ALARM: miner group {} draws {} W, more than the {} W it is declared with. Maybe raise its"
            + " watts in the fleet file.",
        group,
        drawn.value(),
        declared.value());
    meters.overdrawn(group, drawn, declared);
  }
}
