package io.wattpack.api.site;

import io.wattpack.core.model.MinerGroup;
import java.util.concurrent.Executor;

/** Opens the switch of a miner group by the kind of its actuator. */
@FunctionalInterface
public interface MinerSwitches {
  /**
   * Opens it; what it observes goes to {@code outbox}.
   *
   * @param executor the site's, serial
   */
  MinerSwitch open(MinerGroup group, Stopwatch stopwatch, Outbox outbox, Executor executor);
}
