package io.wattpack.core.sim;

import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.Host;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.Taint;
import io.wattpack.core.units.Mebibytes;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws what nodes have beside GPUs, and what keeps work away from parts of a fleet. */
final class HardwareVariety {
  /** What work may tolerate. */
  static final List<String> TAINTS = List.of("research", "spot");

  private static final int TAINTED_PERCENT = 8;

  private final RandomGenerator random;

  HardwareVariety(RandomGenerator random) {
    this.random = random;
  }

  Host host() {
    return random.nextInt(4) == 0
        ? Host.NOT_COUNTED
        : new Host(
            8_000L * (1 + random.nextInt(8)),
            new Mebibytes(32_768L * (1 + random.nextInt(8))),
            null);
  }

  /** How many GPUs of so many NVLink joins. */
  int linkedOf(int gpus) {
    return random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(gpus);
  }

  List<Taint> taintsOfNode(int gpus) {
    List<Taint> taints = new ArrayList<>();
    keys().forEach(key -> taints.add(Taint.ofNode(key)));
    keys().forEach(key -> taints.add(new Taint(key, random.nextInt(gpus))));
    return taints;
  }

  /**
   * How a GPU container is cooled that may be fed at any of those domains.
   *
   * @param wattsMax the most its servers draw
   */
  @Nullable GpuContainerCooling cooling(List<PowerDomainId> feeders, long wattsMax) {
    if (random.nextInt(3) == 0) {
      return null;
    }
    long capacity = wattsMax * (400 + random.nextInt(900)) / 1000;
    return new GpuContainerCooling(
        random.nextInt(400),
        random.nextInt(20),
        random.nextInt(25_000),
        random.nextBoolean() ? null : new Watts(capacity),
        random.nextInt(40),
        15_000 + random.nextInt(25_000),
        feeders.get(random.nextInt(feeders.size())));
  }

  List<String> keys() {
    return random.nextInt(100) < TAINTED_PERCENT
        ? List.of(TAINTS.get(random.nextInt(TAINTS.size())))
        : List.of();
  }
}
