package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.GpuReading;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.model.GpuId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TelemetrySource;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.image.DrawImage;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * GPUs of 500 W peak that are never capped below 250 W. Two run a model of pool a, two one of pool
 * b; the figure of a model moves by 10 W up, 1 W down.
 */
class DrawsTest {
  private static final int MANY = 200;

  private static Scene twoModels() {
    Scene scene =
        given(
            fleet()
                .site("solo", 10_000)
                .cappable()
                .node("n1", "solo", 4)
                .model("a", 1000)
                .model("b", 1000)
                .pool("a", FLEX, 2, 2)
                .pool("b", FLEX, 2, 2));
    return scene.ready(1).ready(2).ready(3).ready(4).steps();
  }

  private static void reads(Scene scene, int busyPermille, long... watts) {
    scene.later(10_000);
    readsOf(scene.now(), scene, busyPermille, watts);
  }

  private static void readsOf(long sampledAt, Scene scene, int busyPermille, long... watts) {
    List<GpuReading> gpus = new ArrayList<>();
    for (int slot = 0; slot < watts.length; slot++) {
      gpus.add(
          new GpuReading(GpuId.parse("n1:" + slot), new Watts(watts[slot]), busyPermille, null));
    }
    scene
        .happens(
            new TelemetryReported(
                new SiteId("solo"),
                TelemetrySource.DRIVER,
                new EpochMillis(sampledAt),
                List.of(),
                gpus))
        .steps();
  }

  private static void capsApplied(Scene scene) {
    List<CapSet> orders = scene.decisions(CapSet.class);
    orders.forEach(set -> scene.happens(new CapApplied(set.replica(), set.order())));
    scene.steps();
  }

  private static List<Long> draws(Scene scene) {
    return scene.engine.image().draws().stream().map(DrawImage::watts).map(Watts::value).toList();
  }

  private static long cap(Scene scene, long replica) {
    return scene.decisions(CapSet.class).stream()
        .filter(set -> set.replica().value() == replica)
        .mapToLong(set -> set.cap().value())
        .findFirst()
        .orElse(500);
  }

  @Test
  void shouldMoveByOneStepForAReport() {
    Scene scene = twoModels();

    reads(scene, 1000, 300, 300, 500, 500);
    assertThat(draws(scene)).containsExactly(499L);

    reads(scene, 1000, 500, 300, 500, 500);
    assertThat(draws(scene)).as("up in larger steps: at its peak nothing is kept").isEmpty();
  }

  @Test
  void shouldNotLearnFromGpusThatIdle() {
    Scene scene = twoModels();

    reads(scene, 899, 100, 100, 100, 100);

    assertThat(draws(scene)).isEmpty();
  }

  @Test
  void shouldComeToRestAtTheHighestOfWhatIsDrawn() {
    Scene scene = twoModels();
    for (int i = 0; i < MANY; i++) {
      reads(scene, 1000, 350, 340, 500, 500);
    }

    assertThat(draws(scene)).containsExactly(350L);
  }

  @Test
  void shouldTakeWattsFirstThatNobodyDraws() {
    Scene scene = twoModels();
    for (int i = 0; i < MANY; i++) {
      reads(scene, 1000, 350, 340, 500, 500);
    }

    // 2,000 W are booked; 300 W of them model a leaves.
    scene.limit("solo", 1_700).steps();

    assertThat(cap(scene, 1)).isEqualTo(350);
    assertThat(cap(scene, 2)).isEqualTo(350);
    assertThat(cap(scene, 3)).isEqualTo(500);
    assertThat(cap(scene, 4)).isEqualTo(500);
  }

  @Test
  void shouldRaiseTheFigureOfWorkThatItsCapHoldsBack() {
    Scene scene = twoModels();
    for (int i = 0; i < MANY; i++) {
      reads(scene, 1000, 350, 340, 500, 500);
    }
    scene.limit("solo", 1_700).steps();
    capsApplied(scene);

    reads(scene, 1000, 348, 349, 500, 500);

    assertThat(draws(scene)).containsExactly(360L);
  }

  @Test
  void shouldNotFollowACapThatIsBelowTheFigure() {
    Scene scene = twoModels();
    scene.limit("solo", 1_200).steps();
    long[] held = {cap(scene, 1), cap(scene, 2), cap(scene, 3), cap(scene, 4)};
    assertThat(held).as("the figure is the peak").containsOnly(300);
    capsApplied(scene);

    for (int i = 0; i < MANY; i++) {
      reads(scene, 1000, held);
    }

    assertThat(draws(scene)).isEmpty();
  }

  @Test
  void shouldNotTakeARaisedCapForInForceBeforeItsSiteConfirmsIt() {
    Scene scene = twoModels();
    scene.limit("solo", 1_200).steps();
    capsApplied(scene);
    scene.limit("solo", 2_000).steps();
    List<CapSet> raises = scene.decisions(CapSet.class);
    assertThat(raises).hasSize(4);

    reads(scene, 1000, 300, 300, 300, 300);
    assertThat(draws(scene)).as("held back by the caps before").isEmpty();

    raises.forEach(set -> scene.happens(new CapApplied(set.replica(), set.order())));
    scene.steps();
    readsOf(scene.now() - 1, scene, 1000, 300, 300, 300, 300);
    assertThat(draws(scene)).as("taken before the raise was confirmed").isEmpty();

    reads(scene, 1000, 300, 300, 300, 300);
    assertThat(draws(scene)).containsExactly(499L, 499L);
  }

  @Test
  void shouldRestNearTheHighestOfSmallGpusToo() {
    Scene scene =
        given(
            fleet()
                .site("solo", 10_000)
                .gpuModel("gpu", 80_000, 10, 72)
                .cappable(20)
                .node("n1", "solo", 2)
                .model("a", 1000)
                .pool("a", FLEX, 2, 2));
    scene.ready(1).ready(2).steps();

    for (int i = 0; i < MANY; i++) {
      reads(scene, 1000, i % 10 == 0 ? 50 : 30, 30);
    }

    assertThat(draws(scene))
        .singleElement()
        .satisfies(watts -> assertThat(watts).isBetween(45L, 60L));
  }

  @Test
  void shouldKeepWhatIsLearnedOverAFleetEditAndARestart() {
    Scene scene = twoModels();
    reads(scene, 1000, 300, 300, 500, 500);

    Engine restored = Engine.restore(scene.engine.image());

    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    scene
        .fleet(
            fleet()
                .site("solo", 9_000)
                .cappable()
                .node("n1", "solo", 4)
                .model("a", 1000)
                .model("b", 1000)
                .pool("a", FLEX, 2, 2)
                .pool("b", FLEX, 2, 2))
        .steps();
    assertThat(draws(scene)).containsExactly(499L);
  }
}
