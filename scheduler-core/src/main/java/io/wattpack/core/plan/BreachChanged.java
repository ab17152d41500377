package io.wattpack.core.plan;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;

/** The domain is {@code IN_BREACH} by these watts, which no actuator can shed; zero: no longer. */
public record BreachChanged(PowerDomainId domain, Watts over) {}
