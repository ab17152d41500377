package io.wattpack.api.site.miner;

/** What can go wrong between a site and a machine, each with what to do about it. */
public enum MinerFault {
  UNREACHABLE("check that it has power and network, and that its JSON interface is on"),
  TOO_LATE("check its network, or whether something else keeps it busy"),
  CLOSED_EARLY("check whether it restarts, or whether a proxy cuts the connection"),
  TOO_LARGE("check that a miner listens there and not something else"),
  MALFORMED("check that a miner listens there and not something else"),
  NO_STATUS("check that its firmware speaks the cgminer style of JSON"),
  REFUSED("check that its firmware knows the command and may be changed from this host"),
  NO_SECTION("check that its firmware is one that reports this; see docs/configuration.md"),
  BAD_VALUE("update its firmware, or take the machine out of the configuration"),
  SESSION_TAKEN("close the other program that holds its session; one expires after a minute");

  private final String advice;

  MinerFault(String advice) {
    this.advice = advice;
  }

  /** The next move, after "Maybe". */
  String advice() {
    return advice;
  }
}
