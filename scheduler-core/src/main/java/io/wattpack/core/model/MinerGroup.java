package io.wattpack.core.model;

import io.wattpack.core.units.Watts;

/**
 * ASICs under a power domain that are switched together, all at once or in equal steps.
 *
 * @param watts drawn when all steps run
 * @param steps equal parts that can run by themselves, 1 to {@link #STEPS_MAX}; the first ones run
 * @param millijoulesPerTerahash efficiency; 17500 is an S21
 * @param offMillis from the order to run fewer steps until their watts are gone
 * @param onMillis from the order to run more steps until they draw their full power
 * @param offMillisMin shortest time after a fall before more steps may run again
 * @param onMillisMin shortest time after a rise that steps should run; a falling limit or better
 *     work breaks it when no other miner is left to give way
 * @param wearMicrosPerKilowatt what one start costs in wear, in millionths of a dollar for each
 *     kilowatt that starts
 */
public record MinerGroup(
    MinerGroupId id,
    PowerDomainId powerDomain,
    Watts watts,
    int steps,
    int millijoulesPerTerahash,
    MinerActuator actuator,
    long offMillis,
    long onMillis,
    long offMillisMin,
    long onMillisMin,
    long wearMicrosPerKilowatt,
    FigureSource source) {
  public static final int STEPS_MAX = 1000;

  /** A group that is switched as a whole, without a shortest time on or wear. */
  public MinerGroup(
      MinerGroupId id,
      PowerDomainId powerDomain,
      Watts watts,
      int millijoulesPerTerahash,
      MinerActuator actuator,
      long offMillis,
      long onMillis,
      long offMillisMin,
      FigureSource source) {
    this(
        id,
        powerDomain,
        watts,
        1,
        millijoulesPerTerahash,
        actuator,
        offMillis,
        onMillis,
        offMillisMin,
        0,
        0,
        source);
  }

  public boolean isSwitchable() {
    return actuator != MinerActuator.NONE;
  }

  /** What so many of its steps draw at most: their part of its watts, rounded up. */
  public long wattsOf(int running) {
    return Math.ceilDiv(watts.value() * running, (long) steps);
  }

  /** How many of its steps fit into so many watts; none into a negative number. */
  public int stepsWithin(long room) {
    if (room >= watts.value()) {
      return steps;
    }
    return room <= 0 ? 0 : (int) (room * steps / watts.value());
  }
}
