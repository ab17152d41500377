package io.wattpack.core.power.curtail;

/**
 * A group of miners that is switched in equal steps.
 *
 * @param domain where it hangs
 * @param stepWatts of one step at the domain's meter; at least 1
 * @param steps that run; together below 2^31 W
 * @param stepWeight value of one step in an hour, in the unit of {@link CurtailKind#weight}
 * @param offMillis from the order until the watts are gone
 */
public record MinerLoad(int domain, int stepWatts, int steps, int stepWeight, long offMillis) {
  public MinerLoad {
    if (domain < 0 || stepWatts < 1 || steps < 0 || stepWeight < 0 || offMillis < 0) {
      throw new IllegalArgumentException(
          "%d steps of %d W and value %d at domain %d, off in %d ms, are out of range."
              .formatted(steps, stepWatts, stepWeight, domain, offMillis));
    }
    Math.multiplyExact(stepWatts, steps);
  }
}
