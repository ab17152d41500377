package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static io.wattpack.core.model.ServiceTier.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.units.Watts;
import org.junit.jupiter.api.Test;

class WeatherTest {
  private static final int HOT = 40_000;

  /** Two GPUs behind a transformer: 200 W idle, 400 W more for each in use, 1,000 W rated. */
  private static FleetFixture site() {
    return fleet()
        .site("solo", 10_000)
        .transformer("oil", "solo", 1_000, TransformerCooling.SELF, 1)
        .node("n1", "oil", 2);
  }

  private static Scene twoTasks() {
    Scene scene = given(site());
    scene.task("t1", STANDARD, 1, 1000).steps();
    return scene.later(1).task("t2", FLEX, 1, 1000).steps();
  }

  private static void tell(Scene scene, String site, int meanMilliCelsius) {
    scene.happens(new WeatherObserved(new SiteId(site), meanMilliCelsius)).steps();
  }

  @Test
  void shouldCarryTheRatingUntilTheWeatherIsKnown() {
    Scene scene = given(site());

    assertThat(scene.domain("oil").cap()).isEqualTo(new Watts(1_000));
    assertThat(scene.domain("oil").meanMilliCelsius()).isNull();
    assertThat(scene.domain("oil").binding()).isEqualTo(LimitKind.CONTINUOUS);
  }

  @Test
  void shouldShedTheLeastValuableWhenItGetsHot() {
    Scene scene = twoTasks();

    tell(scene, "solo", HOT);

    assertThat(scene.domain("oil").cap()).isEqualTo(new Watts(850));
    assertThat(scene.domain("oil").binding()).isEqualTo(LimitKind.TRANSFORMER);
    assertThat(scene.stops()).containsExactly(2L);
  }

  @Test
  void shouldStartNothingAboveWhatTheHeatLeaves() {
    Scene scene = given(site());
    tell(scene, "solo", HOT);

    scene.task("t1", STANDARD, 1, 1000).task("t2", STANDARD, 1, 1000).steps();

    assertThat(scene.domain("oil").ceiling()).isEqualTo(new Watts(600));
  }

  @Test
  void shouldGiveNothingForAColdNightAndTheRatingBackAfterTheHeat() {
    Scene scene = given(site());
    tell(scene, "solo", HOT);

    tell(scene, "solo", -20_000);

    assertThat(scene.domain("oil").cap()).isEqualTo(new Watts(1_000));
    assertThat(scene.domain("solo").cap()).isEqualTo(new Watts(10_000));
  }

  @Test
  void shouldLeaveOtherSitesAndOtherDomainsAlone() {
    Scene scene = given(site().site("far", 5_000));

    tell(scene, "far", HOT);

    assertThat(scene.domain("oil").cap()).isEqualTo(new Watts(1_000));
    assertThat(scene.domain("far").cap()).isEqualTo(new Watts(5_000));
    assertThat(scene.domain("far").meanMilliCelsius()).isEqualTo(HOT);
  }

  @Test
  void shouldNameTheOperatorsLimitWhenItIsLower() {
    Scene scene = given(site());
    tell(scene, "solo", HOT);

    scene.limit("oil", 849).steps();

    assertThat(scene.domain("oil").binding()).isEqualTo(LimitKind.OPERATOR);
    assertThat(scene.domain("oil").cap()).isEqualTo(new Watts(849));
  }

  @Test
  void shouldNameWhatIsLeftWithoutOneUnit() {
    FleetFixture fleet =
        fleet().site("solo", 9_000).transformer("pair", "solo", 1_000, TransformerCooling.FAN, 2);
    Scene scene = given(fleet);

    assertThat(scene.domain("pair").binding()).isEqualTo(LimitKind.N_MINUS_1);
    assertThat(scene.domain("pair").cap()).isEqualTo(new Watts(500));
  }

  @Test
  void shouldKeepTheWeatherThroughAFleetEditAndAnImage() {
    Scene scene = given(site());
    tell(scene, "solo", HOT);
    scene.fleet(site().transformer("dry", "solo", 2_000, TransformerCooling.FAN, 1)).steps();

    assertThat(scene.domain("oil").cap()).isEqualTo(new Watts(850));
    assertThat(scene.domain("dry").cap()).isEqualTo(new Watts(1_800));
    Engine restored = Engine.restore(scene.engine.image());
    assertThat(restored.digest()).isEqualTo(scene.engine.digest());
    assertThat(restored.status().domains()).isEqualTo(scene.engine.status().domains());
  }

  @Test
  void shouldRefuseTheWeatherOfAnUnknownSite() {
    Scene scene = given(site());

    tell(scene, "nowhere", HOT);

    assertThat(scene.refusals()).isNotEmpty();
  }
}
