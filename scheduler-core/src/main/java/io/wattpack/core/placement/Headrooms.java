package io.wattpack.core.placement;

import io.wattpack.core.power.CeilingLedger;

/** Which watts a search may count on. */
public enum Headrooms {
  /** What is free now: a start on these is sound. */
  FREE {
    @Override
    long of(CeilingLedger ledger, int domain) {
      return ledger.headroom(domain);
    }
  },
  /** With what was ordered off and what miners could give: a hope, never a start. */
  HOPED_FOR {
    @Override
    long of(CeilingLedger ledger, int domain) {
      return ledger.headroom(domain) + ledger.pendingFall(domain) + ledger.yieldable(domain);
    }
  };

  abstract long of(CeilingLedger ledger, int domain);
}
