package io.wattpack.api.site;

/** What switches one miner group at a site. Used from the site's serial executor only. */
public interface MinerSwitch extends AutoCloseable {
  /** Takes over the group after a start; a change that the hub knows to be on its way goes on. */
  void adopt(DesiredMiner desired);

  /** From now on so many of its steps should run; an order that was heard before does no harm. */
  void follow(DesiredMiner desired);

  /** Sends nothing more; the machines stay as they are. */
  @Override
  void close();
}
