package io.wattpack.api.site;

import io.wattpack.core.model.MinerState;

/** What switches one miner group at a site. Used from the site's serial executor only. */
public interface MinerSwitch extends AutoCloseable {
  /** Takes over the group after a start; a change that the hub knows to be on its way goes on. */
  void adopt(MinerState known);

  /** From now on the group should run, or not; repeats do no harm. */
  void follow(boolean shouldRun);

  /** Sends nothing more; the machines stay as they are. */
  @Override
  void close();
}
