package io.wattpack.core.placement;

import io.wattpack.core.power.CeilingLedger;
import io.wattpack.core.power.CoolingLedger;

/** Which watts a search may count on. */
public enum Headrooms {
  /** What is free now: a start on these is sound. */
  FREE {
    @Override
    long of(CeilingLedger ledger, int domain) {
      return ledger.headroom(domain);
    }

    @Override
    long cooling(CoolingLedger ledger, int box, long watts) {
      return ledger.rise(box, watts);
    }
  },
  /** With what was ordered off and what miners could give: a hope, never a start. */
  HOPED_FOR {
    @Override
    long of(CeilingLedger ledger, int domain) {
      return ledger.headroomHopedFor(domain);
    }

    @Override
    long cooling(CoolingLedger ledger, int box, long watts) {
      return ledger.riseSettled(box, watts);
    }
  };

  /** Watts that may still rise as far as the domain and its regions go; negative: it lacks some. */
  public long watts(CeilingLedger ledger, int domain) {
    return of(ledger, domain);
  }

  abstract long of(CeilingLedger ledger, int domain);

  /** What the cooling of the GPU container would draw on top for so many IT watts more. */
  abstract long cooling(CoolingLedger ledger, int box, long watts);
}
