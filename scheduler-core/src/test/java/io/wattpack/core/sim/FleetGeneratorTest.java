package io.wattpack.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.check.PlanChecker;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.PoolSpec;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.plan.PoolSized;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.units.EpochMillis;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FleetGeneratorTest {
  private static final EpochMillis NOW = new EpochMillis(1_000);

  @Property(tries = 100)
  void shouldMakeAFleetThatHoldsTogether(@ForAll long seed) {
    Fleet fleet = FleetGenerator.generate(new SplittableRandom(seed), SimulationOptions.DEFAULT);
    PlanChecker checker = new PlanChecker();

    checker.observe(new Input(1, NOW, new FleetApplied(fleet, ManagedBy.FILE)));

    PoolSpec pool = fleet.pools().getFirst();
    PoolSized sized = new PoolSized(pool.id(), pool.replicasMax(), Reason.of(ReasonCode.BACKLOG));
    assertThat(checker.judge(Bundle.of(sized), NOW).finding()).isNull();
  }

  @Property(tries = 20)
  void shouldMakeTheSameFleetOfTheSameSeed(@ForAll long seed) {
    Fleet first = FleetGenerator.generate(new SplittableRandom(seed), SimulationOptions.DEFAULT);
    Fleet second = FleetGenerator.generate(new SplittableRandom(seed), SimulationOptions.DEFAULT);

    assertThat(first).isEqualTo(second);
  }
}
