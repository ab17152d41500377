package io.wattpack.core.state;

import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;
import java.util.List;

/**
 * The fleet or a price zone now.
 *
 * @param id {@code fleet}, or {@code zone:} and the name of the price zone
 * @param interconnects those of its sites
 * @param hardware what these may carry together
 * @param binding the grid where it asks for less than that, else the hardware
 * @param cap what they may draw together
 * @param ceiling what they can draw at most with what is booked, confirmed or not
 * @param headroom what may still rise as far as the region goes; less than zero: so much must go
 * @param breach watts above the cap that no actuator can shed; zero: none
 * @param futureSteps the nearest caps known in advance, in the order of time; at most 50
 */
public record RegionStatus(
    PowerDomainId id,
    List<PowerDomainId> interconnects,
    Watts hardware,
    LimitKind binding,
    Watts cap,
    Watts ceiling,
    WattsDelta headroom,
    Watts breach,
    List<FutureStep> futureSteps) {
  public RegionStatus {
    interconnects = List.copyOf(interconnects);
    futureSteps = List.copyOf(futureSteps);
  }
}
