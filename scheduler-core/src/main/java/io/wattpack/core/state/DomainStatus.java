package io.wattpack.core.state;

import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.LimitKind;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import io.wattpack.core.units.WattsDelta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A power domain now.
 *
 * @param operatorLimit the operator's limit in force; null: none
 * @param operatorLimitUntil when that limit ends; null: never
 * @param meanMilliCelsius 24-hour mean outside, as told last of the site; null: never told
 * @param outsideMilliCelsius present temperature outside, as told last of the site; null: never
 *     told
 * @param heatLimit what it may draw for the heat that cooling can carry away; null: that bounds
 *     nothing
 * @param binding which limit is the least
 * @param cap what its whole subtree may draw
 * @param ceiling what its subtree can draw at most with what is booked, confirmed or not
 * @param headroom what may still rise under this domain alone: the least cap until all below could
 *     be stopped, minus the ceiling
 * @param breach watts above the cap that no actuator can shed; zero: none
 * @param strandedWatts watts of its headroom that no free GPU below could draw
 * @param strandedGpus free GPUs below it that cannot start for want of watts at it or below
 * @param futureSteps the nearest caps known in advance, in the order of time; at most 50
 * @param meter what its meter read last; null: it has none, or nothing was heard of it yet
 * @param unexplained watts that meters here or below showed and no booking explains; part of the
 *     ceiling
 */
public record DomainStatus(
    PowerDomain domain,
    @Nullable Watts operatorLimit,
    @Nullable EpochMillis operatorLimitUntil,
    @Nullable Integer meanMilliCelsius,
    @Nullable Integer outsideMilliCelsius,
    @Nullable Watts heatLimit,
    LimitKind binding,
    Watts cap,
    Watts ceiling,
    WattsDelta headroom,
    Watts breach,
    Watts strandedWatts,
    int strandedGpus,
    List<FutureStep> futureSteps,
    @Nullable MeterStatus meter,
    Watts unexplained) {
  public DomainStatus {
    futureSteps = List.copyOf(futureSteps);
  }

  /** What the hardware may carry now, whatever contracts, the grid and operators say. */
  public Watts hardware() {
    int mean = meanMilliCelsius == null ? Caps.MEAN_RATED : meanMilliCelsius;
    long heat = heatLimit == null ? Caps.NO_LIMIT : heatLimit.value();
    return new Watts(Math.min(Caps.hardware(domain, mean), heat));
  }
}
