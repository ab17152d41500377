package io.wattpack.core.placement;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.policy.DomainView;
import io.wattpack.core.state.State;

/** Shows one power domain after the other without making an object for each. */
final class DomainCursor implements DomainView {
  private final State state;
  private final Headrooms headrooms;
  private final int pool;
  private int domain;

  DomainCursor(State state, Headrooms headrooms, int pool) {
    this.state = state;
    this.headrooms = headrooms;
    this.pool = pool;
  }

  DomainCursor at(int index) {
    domain = index;
    return this;
  }

  @Override
  public PowerDomainId id() {
    return state.topology().domain(domain).id();
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
