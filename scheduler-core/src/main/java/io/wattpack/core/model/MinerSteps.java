package io.wattpack.core.model;

/**
 * How many steps of a miner group should run, and how many of them may draw meanwhile.
 *
 * @param ordered what was ordered last
 * @param drawn what may still draw: at least what is ordered, and what was ordered before until the
 *     site confirms that it is gone
 * @param running what the site confirmed last
 * @param order number of the last order; 0: never ordered, or by a version that did not number them
 */
public record MinerSteps(int ordered, int drawn, int running, long order) {
  public static final MinerSteps NONE = new MinerSteps(0, 0, 0, 0);

  /** A group that always runs all of its steps. */
  public static MinerSteps all(int steps) {
    return new MinerSteps(steps, steps, steps, 0);
  }

  /** What a group of one step has in that state. */
  public static MinerSteps of(MinerState state) {
    return switch (state) {
      case OFF -> NONE;
      case STARTING -> new MinerSteps(1, 1, 0, 0);
      case ON -> new MinerSteps(1, 1, 1, 0);
      case STOPPING -> new MinerSteps(0, 1, 1, 0);
    };
  }

  /** Whether steps that were ordered off may still draw. */
  public boolean isFalling() {
    return drawn > ordered;
  }

  public MinerState state() {
    if (isFalling()) {
      return MinerState.STOPPING;
    }
    if (ordered == 0) {
      return MinerState.OFF;
    }
    return running < ordered ? MinerState.STARTING : MinerState.ON;
  }

  /** After the order of that number. */
  public MinerSteps ordered(int steps, long number) {
    return new MinerSteps(steps, Math.max(drawn, steps), running, number);
  }

  /**
   * After the site said that so many steps run. Only an answer to the last order counts: an older
   * one says nothing about what was ordered since. Answers to one order may come in any order and
   * twice, because what may draw only falls.
   */
  public MinerSteps confirmed(int steps, long number) {
    return number == order
        ? new MinerSteps(ordered, Math.max(ordered, Math.min(drawn, steps)), steps, order)
        : this;
  }
}
