package io.wattpack.core.policy;

import io.wattpack.core.model.PowerDomainId;

/** The state of one power domain, and nothing else. */
public interface DomainView {
  PowerDomainId id();

  /** Watts below the cap; negative: the domain is in breach. */
  long headroomWatts();

  /** Replicas of the pool concerned at the domain's site; a task: 0. */
  int replicasAtSite();

  /** Replicas of the pool concerned in the part of the site that the domain belongs to. */
  int replicasInZone();
}
