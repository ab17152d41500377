package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.ReplicaStart;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.state.GpuContainerStatus;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two GPUs of 100 W idle and 400 W more in use; cooling draws a tenth, and a hundredth more per
 * kelvin above 20 degrees. Nobody tells the weather, so it is 30 degrees: a fifth.
 */
class CoolingTest {
  private static final int WARM = 30_000;

  private static GpuContainerCooling cooling(@Nullable Watts capacity, String feeder) {
    return new GpuContainerCooling(100, 10, 20_000, capacity, 20, WARM, new PowerDomainId(feeder));
  }

  /** The GPUs hang under the box, which hangs under the hall, which hangs under the site. */
  private static FleetFixture site(long watts, @Nullable Watts capacity, String feeder) {
    return fleet()
        .site("solo", watts)
        .domain("hall", "solo", 9_000)
        .domain("box", "hall", 9_000)
        .cooledNode("n1", "box", 2, cooling(capacity, feeder));
  }

  private static void tell(Scene scene, int mean, int present) {
    scene.happens(new WeatherObserved(new SiteId("solo"), mean, present)).steps();
  }

  private static long ceiling(Scene scene, String domain) {
    return scene.domain(domain).ceiling().value();
  }

  private static TaskWork gangOfTwo() {
    return new TaskWork(
        1,
        GpuShare.WHOLE,
        new Mebibytes(1_000),
        List.of(),
        60_000,
        NodeNeeds.NONE,
        2,
        PlacementRules.NONE,
        true);
  }

  private static int starts(Scene scene) {
    return scene.decisions(ReplicaStart.class).size();
  }

  private static GpuContainerStatus box(Scene scene) {
    return scene.engine.status().gpuContainers().getFirst();
  }

  @Test
  void shouldChargeCoolingWhereItIsFedAndAbove() {
    Scene scene = given(site(9_000, null, "hall"));
    assertThat(ceiling(scene, "hall")).isEqualTo(240);

    scene.task("t1", STANDARD, 1, 1000).steps();

    assertThat(ceiling(scene, "box")).isEqualTo(600);
    assertThat(ceiling(scene, "hall")).isEqualTo(720);
    assertThat(ceiling(scene, "solo")).isEqualTo(720);
    assertThat(box(scene).itWatts()).isEqualTo(new Watts(600));
    assertThat(box(scene).coolingWatts()).isEqualTo(new Watts(120));
    assertThat(box(scene).puePermille()).isEqualTo(1_200);
    assertThat(box(scene).heatCapacity()).isNull();
  }

  @Test
  void shouldCoolUntilTheStopIsConfirmed() {
    Scene scene = given(site(9_000, null, "box")).task("t1", STANDARD, 1, 1000).steps();

    scene.limit("solo", 500).steps();
    assertThat(scene.stops()).containsExactly(1L);
    assertThat(ceiling(scene, "box")).isEqualTo(720);
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);

    scene.stopped(1, StopCause.COMPLETED).steps();
    assertThat(ceiling(scene, "box")).isEqualTo(240);
  }

  @Test
  void shouldStartNothingWhoseCoolingHasNoWatts() {
    Scene enough = given(site(720, null, "solo")).task("t1", STANDARD, 1, 1000).steps();
    assertThat(starts(enough)).isEqualTo(1);

    Scene scarce = given(site(719, null, "solo")).task("t1", STANDARD, 1, 1000).steps();

    assertThat(starts(scarce)).isZero();
    assertThat(scarce.whyWaits("t1"))
        .isEqualTo(Reason.powerLimited(new PowerDomainId("solo"), new Watts(480)));
  }

  @Test
  void shouldAddUpWhatIsDrawnBeforeItIsRounded() {
    // 200.5 W of cooling for 1,000 W; rounded up GPU by GPU it would be 203 W.
    Scene scene = given(site(1_201, null, "hall"));
    tell(scene, 25_000, 30_050);

    scene.task("t1", STANDARD, 1, 1000).task("t2", STANDARD, 1, 1000).steps();

    assertThat(starts(scene)).isEqualTo(2);
    assertThat(ceiling(scene, "solo")).isEqualTo(1_201);
  }

  @Test
  void shouldAddUpWhatAGangDrawsBeforeItIsRounded() {
    Scene scene = given(site(1_201, null, "hall"));
    tell(scene, 25_000, 30_050);

    scene.task("t1", STANDARD, gangOfTwo()).steps();

    assertThat(starts(scene)).isEqualTo(1);
    assertThat(ceiling(scene, "solo")).isEqualTo(1_201);
  }

  @Test
  void shouldShedWhenItGetsWarm() {
    Scene scene = given(site(1_200, null, "hall")).task("t1", STANDARD, 1, 1000).steps();
    scene.later(1).task("t2", FLEX, 1, 1000).steps();
    assertThat(ceiling(scene, "solo")).isEqualTo(1_200);

    tell(scene, 25_000, 30_100);

    assertThat(ceiling(scene, "solo")).isEqualTo(1_201);
    assertThat(scene.stops()).containsExactly(2L);
  }

  @Test
  void shouldGoByTheMeanWhereNothingElseIsTold() {
    Scene scene = given(site(9_000, null, "hall"));

    scene.happens(new WeatherObserved(new SiteId("solo"), 10_000)).steps();

    assertThat(ceiling(scene, "hall")).isEqualTo(220);
    assertThat(scene.domain("hall").outsideMilliCelsius()).isEqualTo(10_000);
  }

  @Test
  void shouldBoundTheServersByTheHeatThatCanBeCarriedAway() {
    Scene scene = given(site(9_000, new Watts(999), "box")).task("t1", STANDARD, 1, 1000).steps();

    scene.task("t2", STANDARD, 1, 1000).steps();

    // 999 W of servers and 200 W for them.
    assertThat(scene.domain("box").cap()).isEqualTo(new Watts(1_199));
    assertThat(scene.domain("box").binding()).isEqualTo(LimitKind.COOLING);
    assertThat(scene.whyWaits("t2"))
        .isEqualTo(Reason.powerLimited(new PowerDomainId("box"), new Watts(480)));
  }

  @Test
  void shouldDrawJustItsHeatCapacity() {
    Scene fedAbove = given(site(9_000, new Watts(1_000), "hall")).task("t1", FLEX, 2, 1000).steps();
    Scene fedHere = given(site(9_000, new Watts(1_000), "box")).task("t1", FLEX, 2, 1000).steps();

    assertThat(fedAbove.domain("box").headroom().value()).isZero();
    assertThat(fedHere.domain("box").headroom().value()).isZero();
  }

  @Test
  void shouldShedWhatTheHeatNoLongerAllows() {
    Scene scene =
        given(site(9_000, new Watts(1_000), "hall")).task("t1", STANDARD, 1, 1000).steps();
    scene.later(1).task("t2", FLEX, 1, 1000).steps();

    tell(scene, 20_000, 35_000);

    assertThat(box(scene).heatCapacity()).isEqualTo(new Watts(900));
    assertThat(scene.domain("box").cap()).isEqualTo(new Watts(900));
    assertThat(scene.stops()).containsExactly(2L);
  }

  @Test
  void shouldRefuseToShareTheDomainOfABoundedGpuContainer() {
    FleetFixture shared = site(9_000, new Watts(1_000), "hall").miner("asic", "box", 100, 20_000);

    assertThat(given(shared).refusals()).containsExactly(ReasonCode.INVALID_FLEET);
  }

  @Test
  void shouldRefuseCoolingThatIsFedElsewhere() {
    FleetFixture elsewhere = site(9_000, null, "aside").domain("aside", "solo", 500);

    assertThat(given(elsewhere).refusals()).containsExactly(ReasonCode.INVALID_FLEET);
  }

  @Test
  void shouldKeepTheHeatThroughAFleetEditAndAnImage() {
    Scene scene =
        given(site(9_000, new Watts(1_000), "hall")).task("t1", STANDARD, 1, 1000).steps();
    tell(scene, 20_000, 35_000);

    scene.fleet(site(8_000, new Watts(1_000), "hall")).steps();

    assertThat(ceiling(scene, "hall")).isEqualTo(750);
    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status().domains()).isEqualTo(scene.engine.status().domains());
  }

  @Test
  void shouldCountWattsAsStrandedThatNoGpuWithItsCoolingCanDraw() {
    Scene scene = given(site(1_000, null, "hall"));

    // 240 W are drawn; one GPU takes 480 W of the 760 W, and 280 W are too few for the other.
    assertThat(scene.domain("solo").strandedGpus()).isEqualTo(1);
    assertThat(scene.domain("solo").strandedWatts()).isEqualTo(Watts.ZERO);
    assertThat(scene.domain("box").strandedGpus()).isZero();
  }

  private static Scene applied(Scene scene) {
    scene
        .decisions(CapSet.class)
        .forEach(cap -> scene.happens(new CapApplied(cap.replica(), cap.order())));
    return scene;
  }

  @Test
  void shouldLowerAndRaiseCapsWithinWhatIsLeftBesideTheirCooling() {
    FleetFixture fleet =
        fleet()
            .site("solo", 9_000)
            .domain("hall", "solo", 9_000)
            .cappable()
            .cooledNode("n1", "hall", 2, cooling(null, "hall"));
    Scene scene = given(fleet).task("t1", FLEX, 1, 1000).task("t2", FLEX, 1, 1000).steps();

    applied(scene.limit("solo", 900).steps()).steps();
    assertThat(scene.stops()).isEmpty();
    assertThat(ceiling(scene, "solo")).isLessThanOrEqualTo(900);
    scene.limit("solo", 1_100).steps();

    assertThat(scene.unsound).isEmpty();
    assertThat(ceiling(scene, "solo")).isBetween(1_090L, 1_100L);
  }
}
