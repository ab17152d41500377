package io.wattpack.core.sim.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.engine.Engine;
import io.wattpack.core.engine.StepInput;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.Input;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.Node;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.units.EpochMillis;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticFleetTest {
  @ParameterizedTest
  @ValueSource(ints = {100, 200, 1_000, 3_333, 10_000})
  void shouldBeAFleetThatTheEngineTakes(int gpus) {
    EpochMillis now = new EpochMillis(1);
    Input applied = new Input(1, now, new FleetApplied(SyntheticFleet.of(gpus), ManagedBy.FILE));
    assertThat(Engine.create().step(new StepInput(now, List.of(applied))).plan().refusals())
        .isEmpty();
  }

  @Test
  void shouldBeTheSameEachTime() {
    assertThat(SyntheticFleet.of(1_000)).isEqualTo(SyntheticFleet.of(1_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 10_000})
  void shouldHaveTheGpusAskedForAndLessThanARackMore(int gpus) {
    assertThat(gpusOf(SyntheticFleet.of(gpus))).isBetween(gpus, gpus + 31);
  }

  @Test
  void shouldHaveAllLevelsOfPowerEveryModelAndSeveralSites() {
    Fleet fleet = SyntheticFleet.of(1_000);
    assertThat(fleet.powerDomains().stream().map(PowerDomain::kind).distinct())
        .containsExactlyInAnyOrder(PowerDomainKind.values());
    assertThat(fleet.nodes().stream().map(Node::gpuModel).distinct())
        .hasSize(SyntheticHardware.values().length);
    assertThat(fleet.sites()).hasSizeGreaterThan(1);
  }

  private static int gpusOf(Fleet fleet) {
    return fleet.nodes().stream().mapToInt(Node::gpuCount).sum();
  }
}
