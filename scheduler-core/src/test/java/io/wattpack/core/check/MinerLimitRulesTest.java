package io.wattpack.core.check;

import static io.wattpack.core.check.CheckedWorld.ASIC;
import static io.wattpack.core.check.CheckedWorld.FIXED;
import static io.wattpack.core.check.CheckedWorld.off;
import static io.wattpack.core.check.CheckedWorld.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.plan.Bundle;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MinerLimitRulesTest {
  private final CheckedWorld world = new CheckedWorld();

  private void limited(MinerGroupId group, int steps, @Nullable EpochMillis until) {
    world.happens(new MinerLimitChanged(group, new MinerLimit(steps, until)));
  }

  private boolean mayRun(int steps) {
    return world.judge(on(ASIC, steps, 1)).isSound();
  }

  @Test
  void shouldRefuseStepsAboveWhatTheOperatorLetsRun() {
    limited(ASIC, 2, null);

    assertThat(mayRun(2)).isTrue();
    assertThat(world.judge(on(ASIC, 3, 1)).finding())
        .isEqualTo("Miner group asic is to run 3 steps, but its operator lets 2 run.");
  }

  @Test
  void shouldAllowAllStepsWhenTheLimitHasEnded() {
    limited(ASIC, 0, world.now().plusMillis(1_000));

    world.after(999);
    assertThat(mayRun(1)).isFalse();
    world.after(1);
    assertThat(mayRun(3)).isTrue();
  }

  @Test
  void shouldAllowAllStepsWhenTheLimitIsWithdrawn() {
    limited(ASIC, 0, null);

    world.happens(new MinerLimitChanged(ASIC, null));

    assertThat(mayRun(3)).isTrue();
  }

  @Test
  void shouldAllowAFallToAnyNumberOfSteps() {
    world.carriedOut(on(ASIC));
    limited(ASIC, 0, null);

    assertThat(world.judge(off(ASIC, 1, 2)).isSound()).isTrue();
  }

  @Test
  void shouldPassOverALimitThatMakesNoSense() {
    limited(ASIC, 4, null);
    limited(ASIC, -1, null);
    limited(ASIC, 0, world.now());
    limited(FIXED, 0, null);
    limited(new MinerGroupId("nobody"), 0, null);

    assertThat(mayRun(3)).isTrue();
  }

  @Test
  void shouldKnowTheLimitAfterAnEditAndInAFork() {
    limited(ASIC, 1, null);

    world.happens(new FleetApplied(CheckedWorld.fleet(), ManagedBy.FILE));

    assertThat(mayRun(2)).isFalse();
    assertThat(world.fork().judge(on(ASIC, 2, 1)).isSound()).isFalse();
  }

  @Test
  void shouldTakeNothingBackButWhatWasTried() {
    limited(ASIC, 1, null);
    world.checker.judge(Bundle.of(on(ASIC, 1, 1)), world.now());

    assertThat(mayRun(1)).isTrue();
    assertThat(mayRun(2)).isFalse();
  }
}
