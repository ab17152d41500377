package io.wattpack.api.config;

import static java.lang.Math.toIntExact;

import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import org.jspecify.annotations.Nullable;

/** Reads how a GPU container gets rid of its heat. */
final class CoolingKeys {
  private CoolingKeys() {}

  /** Null: the file does not say, or not so that it can be read. */
  static @Nullable GpuContainerCooling cooling(Section box, PowerDomainId domain) {
    Section section = box.section(FleetKeys.COOLING, "the cooling of a GPU container");
    if (!box.has(FleetKeys.COOLING) || !box.isSound(FleetKeys.COOLING)) {
      return null;
    }
    GpuContainerCooling cooling =
        new GpuContainerCooling(
            whole(section, FleetKeys.EXCESS_PERMILLE),
            whole(section, FleetKeys.EXCESS_PERMILLE_PER_KELVIN),
            whole(section, FleetKeys.FROM_MILLI_CELSIUS),
            capacity(section.number(FleetKeys.HEAT_CAPACITY_WATTS)),
            whole(section, FleetKeys.HEAT_LOSS_PERMILLE_PER_KELVIN),
            whole(section, FleetKeys.HEAT_RATED_MILLI_CELSIUS),
            new PowerDomainId(
                section
                    .text(FleetKeys.optional(FleetKeys.POWER_DOMAIN, domain.value()))
                    .orElse(domain.value())));
    section.refuseOthers();
    return section.isSound() ? cooling : null;
  }

  private static int whole(Section section, Key.WholeNumber key) {
    return toIntExact(section.number(key));
  }

  private static @Nullable Watts capacity(long watts) {
    return watts == 0 ? null : Watts.of(watts);
  }
}
