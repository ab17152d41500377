package io.wattpack.core.placement;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.policy.DomainView;
import io.wattpack.core.state.State;

/** Shows one power domain after the other without making an object for each. */
final class DomainCursor implements DomainView {
  private final State state;
  private Headrooms headrooms = Headrooms.FREE;
  private int pool;
  private int domain;

  DomainCursor(State state) {
    this.state = state;
  }

  /** From here on it shows domains as that pool sees them (negative: a task). */
  void lookFor(int forPool, Headrooms on) {
    pool = forPool;
    headrooms = on;
  }

  DomainCursor at(int index) {
    domain = index;
    return this;
  }

  /** Where a region leaves less headroom than the domain, it stands for it. */
  @Override
  public PowerDomainId id() {
    return state.topology().spans().id(state.ledger().tightest(domain));
  }

  @Override
  public long headroomWatts() {
    return headrooms.of(state.ledger(), domain);
  }

  @Override
  public int replicasAtSite() {
    return pool < 0 ? 0 : state.pools().replicasAtSite(pool, state.topology().siteOf(domain));
  }

  @Override
  public int replicasInZone() {
    return pool < 0 ? 0 : state.pools().replicasInZone(pool, state.topology().zoneOf(domain));
  }
}
