package io.wattpack.core.plan;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import java.util.List;

/**
 * What a bundle is expected to free below a power domain: the plan's own word, to be held against
 * what happens.
 *
 * @param asked watts that had to go when the bundle was decided
 * @param steps what each decision gives, in the order of the decisions
 */
public record Relief(PowerDomainId domain, Watts asked, List<ReliefStep> steps) {
  public Relief {
    steps = List.copyOf(steps);
  }

  /** What all of them free. */
  public Watts expected() {
    return new Watts(steps.stream().mapToLong(step -> step.frees().value()).sum());
  }
}
