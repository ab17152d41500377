package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.INTERACTIVE;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.CapApplied;
import io.wattpack.core.model.PowerCap;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.plan.CapSet;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.Refusal;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

/** GPUs of 100 W idle and 500 W peak, which take caps down to their knee at 250 W. */
class CappingTest {
  private static FleetFixture site() {
    return fleet().site("solo", 10_000).cappable().node("n1", "solo", 4);
  }

  /** r-1 interactive, r-2 standard, r-3 and r-4 flex, each on its own GPU: 2,000 W. */
  private static Scene fourTasks(FleetFixture fleet) {
    Scene scene = given(fleet);
    scene.task("t1", INTERACTIVE, 1, 1000).steps();
    scene.later(1).task("t2", STANDARD, 1, 1000).steps();
    scene.later(1).task("t3", FLEX, 1, 1000).steps();
    return scene.later(1).task("t4", FLEX, 1, 1000).steps();
  }

  private static PowerCap cap(Scene scene, long replica) {
    return scene.engine.status().replicas().stream()
        .filter(status -> status.id().value() == replica)
        .map(status -> status.cap() == null ? PowerCap.none(w(500)) : status.cap())
        .findFirst()
        .orElseThrow();
  }

  private static Watts w(long watts) {
    return new Watts(watts);
  }

  /** The site has carried out every cap order. */
  private static Scene applied(Scene scene) {
    scene
        .decisions(CapSet.class)
        .forEach(cap -> scene.happens(new CapApplied(cap.replica(), cap.order())));
    return scene;
  }

  @Test
  void shouldLowerCapsOfFlexibleWorkBeforeAnythingStops() {
    Scene scene = fourTasks(site());

    scene.limit("solo", 1_600).steps();

    assertThat(scene.stops()).isEmpty();
    assertThat(cap(scene, 1).ordered()).isEqualTo(w(500));
    assertThat(cap(scene, 3).ordered()).isBetween(w(250), w(499));
    assertThat(scene.domain("solo").breach()).isEqualTo(Watts.ZERO);
  }

  @Test
  void shouldTakeMoreFromWorkThatIsWorthLess() {
    Scene scene = fourTasks(site()).limit("solo", 1_600).steps();

    assertThat(cap(scene, 2).ordered()).isGreaterThan(cap(scene, 3).ordered());
    assertThat(cap(scene, 3).ordered().value())
        .isCloseTo(cap(scene, 4).ordered().value(), org.assertj.core.data.Offset.offset(1L));
  }

  @Test
  void shouldLeaveNoMoreThanAWattOfADeviceUnused() {
    Scene scene = applied(fourTasks(site()).limit("solo", 1_600).steps()).steps();

    assertThat(scene.domain("solo").ceiling().value()).isBetween(1_597L, 1_600L);
  }

  @Test
  void shouldStopTheLeastValuableWhenCapsAloneDoNotDo() {
    // At the knee the three flexible GPUs draw 750 W less: 1,250 W with the firm one.
    // With r-4 gone 400 W are left to save.
    Scene scene = fourTasks(site()).limit("solo", 1_200).steps();

    assertThat(scene.stops()).containsExactly(4L);
    assertThat(cap(scene, 1).ordered()).isEqualTo(w(500));
    assertThat(cap(scene, 2).ordered()).isEqualTo(w(350));
    assertThat(cap(scene, 3).ordered()).isEqualTo(w(250));
  }

  @Test
  void shouldCapFirmWorkOnlyWhenNothingElseIsLeft() {
    Scene scene = fourTasks(site()).limit("solo", 700).steps();

    assertThat(scene.stops()).containsExactly(4L, 3L, 2L);
    assertThat(cap(scene, 1).ordered()).isEqualTo(w(400));
  }

  @Test
  void shouldLowerTheCeilingOnlyWhenTheSiteHasAppliedTheCap() {
    Scene scene = fourTasks(site()).limit("solo", 1_600).steps();
    assertThat(scene.domain("solo").ceiling()).isEqualTo(w(2_000));

    applied(scene).steps();

    assertThat(scene.domain("solo").ceiling()).isLessThanOrEqualTo(w(1_600));
    assertThat(cap(scene, 3).held()).isEqualTo(cap(scene, 3).ordered());
  }

  @Test
  void shouldBelieveOfAnOlderOrderOnlyWhatNoLaterOneAllows() {
    Scene scene = fourTasks(site()).limit("solo", 1_800).steps();
    Watts first = cap(scene, 3).ordered();
    scene.limit("solo", 1_600).steps();
    Watts second = cap(scene, 3).ordered();
    assertThat(second).isLessThan(first);

    scene.happens(new CapApplied(new ReplicaId(3), 1)).steps();
    assertThat(cap(scene, 3).held()).isEqualTo(first);
    assertThat(scene.domain("solo").ceiling()).isEqualTo(w(2_000 - 500 + first.value()));

    scene.happens(new CapApplied(new ReplicaId(3), 2)).steps();
    assertThat(cap(scene, 3).held()).isEqualTo(second);
    scene.noLimit("solo").steps();
    assertThat(cap(scene, 3).ordered()).isEqualTo(w(500));

    scene.happens(new CapApplied(new ReplicaId(3), 2)).steps();
    assertThat(cap(scene, 3).held()).isEqualTo(w(500));
    assertThat(scene.plans.getLast().refusals())
        .extracting(refusal -> refusal.reason().code())
        .containsExactly(ReasonCode.NOT_APPLICABLE);
  }

  @Test
  void shouldRaiseCapsAgainWhenTheLimitIsLifted() {
    Scene scene = applied(fourTasks(site()).limit("solo", 1_600).steps()).steps();

    scene.noLimit("solo").steps();

    assertThat(scene.decisions(CapSet.class)).extracting(CapSet::cap).containsOnly(w(500));
    assertThat(scene.domain("solo").ceiling()).isEqualTo(w(2_000));
  }

  @Test
  void shouldRaiseNoCapWhileItsFallIsNotConfirmed() {
    Scene scene = fourTasks(site()).limit("solo", 1_600).steps();

    scene.noLimit("solo").steps();

    assertThat(scene.decisions(CapSet.class)).isEmpty();
  }

  @Test
  void shouldRaiseCapsOnlyAsFarAsEveryLimitAboveAllows() {
    Scene scene =
        given(
            fleet()
                .site("solo", 10_000)
                .domain("left", "solo", 5_000)
                .domain("right", "solo", 5_000)
                .cappable()
                .node("l1", "left", 1)
                .node("r1", "right", 1));
    scene.task("t1", FLEX, 1, 1000).task("t2", FLEX, 1, 1000).steps();
    applied(scene.limit("solo", 700).steps()).steps();

    scene.limit("solo", 800).limit("left", 360).steps();

    assertThat(scene.domain("left").ceiling().value()).isLessThanOrEqualTo(360);
    assertThat(scene.domain("right").ceiling().value()).isBetween(435L, 440L);
  }

  @Test
  void shouldFreeTheGpuAtItsPeakAgainWhenCappedWorkEnds() {
    Scene scene = applied(fourTasks(site()).limit("solo", 1_600).steps()).steps();

    scene.limit("solo", 400).steps().stopsConfirmed().steps();
    scene.noLimit("solo").task("t5", INTERACTIVE, 1, 1000).steps();

    assertThat(scene.engine.status().replicas())
        .filteredOn(replica -> replica.owner().toString().equals("t5"))
        .allMatch(replica -> replica.cap() == null);
    assertThat(scene.domain("solo").ceiling())
        .isEqualTo(w(400 + 400L * scene.engine.status().replicas().size()));
  }

  @Test
  void shouldLowerCapsForWorkThatIsWorthMore() {
    // 400 W idle and three tasks: 1,600 W; the fourth would take 400 W more.
    Scene scene = given(fleet().site("solo", 1_800).cappable().node("n1", "solo", 4));
    scene.task("t1", FLEX, 1, 1000).task("t2", FLEX, 1, 1000).task("t3", FLEX, 1, 1000).steps();

    scene.task("t4", FLEX, 1, 1000).steps();

    assertThat(scene.decisions(CapSet.class))
        .isNotEmpty()
        .allMatch(cap -> cap.reason().code() == ReasonCode.CAP_YIELDS);
    assertThat(scene.nodesOf("t4")).isEmpty();

    applied(scene).steps();

    assertThat(scene.nodesOf("t4")).containsExactly("n1");
    assertThat(scene.domain("solo").ceiling().value()).isBetween(1_797L, 1_800L);
  }

  @Test
  void shouldNotCapMoreValuableWorkForLess() {
    Scene scene = given(fleet().site("solo", 1_800).cappable().node("n1", "solo", 4));
    scene.task("t1", STANDARD, 1, 1000).task("t2", INTERACTIVE, 1, 1000).steps();
    scene.task("t3", STANDARD, 1, 1000).steps();

    scene.task("t4", FLEX, 1, 1000).steps();

    assertThat(scene.decisions(CapSet.class)).isEmpty();
    assertThat(scene.whyWaits("t4").code()).isEqualTo(ReasonCode.POWER_LIMITED);
  }

  @Test
  void shouldNotCapWhereThatWouldNotBeEnough() {
    Scene scene = given(fleet().site("solo", 1_250).cappable().node("n1", "solo", 4));
    scene.task("t1", FLEX, 1, 1000).task("t2", INTERACTIVE, 1, 1000).steps();

    scene.task("t3", FLEX, 1, 1000).steps();

    assertThat(scene.decisions(CapSet.class)).isEmpty();
  }

  @Test
  void shouldRefuseAConfirmationOfWhatWasNeverCapped() {
    Scene scene = fourTasks(site());

    scene.happens(new CapApplied(new ReplicaId(1), 1)).steps();
    scene.happens(new CapApplied(new ReplicaId(77), 1)).steps();

    assertThat(scene.plans)
        .flatExtracting(plan -> plan.refusals().stream().map(Refusal::reason).toList())
        .extracting(reason -> reason.code())
        .contains(ReasonCode.UNKNOWN_ID);
  }
}
