package io.wattpack.core.plan.image;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;

/**
 * How far the ceiling of a power domain that may only rise at a pace has come.
 *
 * @param since the beginning of the ten seconds in which it last changed
 * @param from what it was then
 */
public record RiseImage(PowerDomainId domain, EpochMillis since, Watts from) {}
