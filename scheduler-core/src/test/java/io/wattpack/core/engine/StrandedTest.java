package io.wattpack.core.engine;

import static io.wattpack.core.engine.FleetFixture.fleet;
import static io.wattpack.core.engine.Scene.given;
import static io.wattpack.core.model.ServiceTier.FLEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A GPU draws 100 W idle and 400 W more when it is in use. */
class StrandedTest {
  @Test
  void shouldCountWattsThatNoGpuIsThereFor() {
    Scene scene = given(fleet().site("solo", 2_000).node("n1", "solo", 2));

    assertThat(scene.domain("solo").strandedWatts()).isEqualTo(new Watts(1_000));
    assertThat(scene.domain("solo").strandedGpus()).isZero();
  }

  @Test
  void shouldCountGpusThatNoWattIsLeftFor() {
    Scene scene = given(fleet().site("solo", 1_100).node("n1", "solo", 4));
    assertThat(scene.domain("solo").strandedGpus()).isEqualTo(3);

    scene.task("t1", FLEX, 1, 1000).steps();

    assertThat(scene.domain("solo").strandedGpus()).isEqualTo(3);
    assertThat(scene.domain("solo").strandedWatts()).isEqualTo(Watts.ZERO);
  }

  @Test
  void shouldCountEveryFreeGpuInABreach() {
    Scene scene = given(fleet().site("solo", 9_000).node("n1", "solo", 3));

    scene.limit("solo", 299).steps();

    assertThat(scene.domain("solo").strandedGpus()).isEqualTo(3);
    assertThat(scene.domain("solo").strandedWatts()).isEqualTo(Watts.ZERO);
  }

  @Property(tries = 300)
  void shouldStartAsManyAsAnyChoiceOfGpusCould(@ForAll long seed) {
    World world = new World(new Random(seed));
    DomainStatus site = given(world.fleet).domain("solo");

    assertThat(site.strandedGpus()).isEqualTo(world.gpus.size() - world.mostStarted());
  }

  /** A site with two feeders of a few GPUs of two kinds, and every choice of them. */
  private static final class World {
    private final FleetFixture fleet = fleet().gpuModel("small", 40_000, 100, 250);
    private final List<Gpu> gpus = new ArrayList<>();
    private final long[] headrooms = new long[3];

    private record Gpu(int feeder, long rise) {}

    World(Random random) {
      int[] counts = {random.nextInt(4), random.nextInt(4), random.nextInt(4), random.nextInt(4)};
      long rating = 4_000;
      fleet.site("solo", rating);
      headrooms[2] = rating;
      for (int feeder = 0; feeder < 2; feeder++) {
        headrooms[feeder] = 600 + random.nextInt(1_500);
        fleet.domain("f" + feeder, "solo", headrooms[feeder]);
        add(feeder, counts[2 * feeder], "gpu", 400);
        add(feeder, counts[2 * feeder + 1], "small", 150);
      }
    }

    private void add(int feeder, int count, String model, long rise) {
      if (count > 0) {
        fleet.node("n" + feeder + model, "f" + feeder, model, count);
      }
      for (int i = 0; i < count; i++) {
        gpus.add(new Gpu(feeder, rise));
        headrooms[feeder] -= 100;
        headrooms[2] -= 100;
      }
    }

    int mostStarted() {
      int most = 0;
      for (int choice = 0; choice < 1 << gpus.size(); choice++) {
        most = fits(choice) ? Math.max(most, Integer.bitCount(choice)) : most;
      }
      return most;
    }

    private boolean fits(int choice) {
      long[] left = headrooms.clone();
      for (int gpu = 0; gpu < gpus.size(); gpu++) {
        if ((choice >> gpu & 1) == 1) {
          left[gpus.get(gpu).feeder] -= gpus.get(gpu).rise;
          left[2] -= gpus.get(gpu).rise;
        }
      }
      return left[0] >= 0 && left[1] >= 0 && left[2] >= 0;
    }
  }
}
