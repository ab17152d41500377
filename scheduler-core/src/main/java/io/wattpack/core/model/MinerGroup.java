package io.wattpack.core.model;

import io.wattpack.core.units.Watts;

/**
 * ASICs under a power domain that are switched together.
 *
 * @param watts drawn when on
 * @param millijoulesPerTerahash efficiency; 17500 is an S21
 * @param offMillis from the order to switch off until the watts are gone
 * @param onMillis from the order to switch on until full power
 * @param offMillisMin shortest time off before it may be switched on again
 */
public record MinerGroup(
    MinerGroupId id,
    PowerDomainId powerDomain,
    Watts watts,
    int millijoulesPerTerahash,
    MinerActuator actuator,
    long offMillis,
    long onMillis,
    long offMillisMin,
    FigureSource source) {
  public boolean isSwitchable() {
    return actuator != MinerActuator.NONE;
  }
}
