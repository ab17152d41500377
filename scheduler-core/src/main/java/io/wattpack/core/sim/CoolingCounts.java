package io.wattpack.core.sim;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuContainer;
import io.wattpack.core.model.GpuContainerCooling;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.SiteId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** What cooling draws and can carry away by what was told of the weather, in plain decimals. */
final class CoolingCounts {
  private static final BigDecimal EXCESS_MAX = BigDecimal.valueOf(3);
  private static final int UNKNOWN = 30_000;

  private final Map<SiteId, Integer> outside = new TreeMap<>();

  void observe(SiteId site, int milliCelsius) {
    outside.put(site, milliCelsius);
  }

  /** What cooling draws for so many IT watts in the GPU container. */
  long drawn(Fleet fleet, GpuContainer box, long itWatts) {
    GpuContainerCooling cooling = box.cooling();
    return cooling == null ? 0 : drawn(cooling, kelvins(fleet, box), itWatts);
  }

  private BigDecimal kelvins(Fleet fleet, GpuContainer box) {
    SiteId site =
        fleet.powerDomains().stream()
            .filter(domain -> domain.id().equals(box.powerDomain()))
            .map(PowerDomain::site)
            .findFirst()
            .orElseThrow();
    return thousandths(outside.getOrDefault(site, UNKNOWN));
  }

  private static BigDecimal thousandths(long value) {
    return BigDecimal.valueOf(value, 3);
  }

  private static BigDecimal above(BigDecimal celsius, int from) {
    return celsius.subtract(thousandths(from)).max(BigDecimal.ZERO);
  }

  private static long drawn(GpuContainerCooling cooling, BigDecimal celsius, long itWatts) {
    BigDecimal excess =
        above(celsius, cooling.fromMilliCelsius())
            .multiply(thousandths(cooling.excessPermillePerKelvin()))
            .add(thousandths(cooling.excessPermille()))
            .min(EXCESS_MAX);
    return BigDecimal.valueOf(itWatts)
        .multiply(excess)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  /** What the domain may draw for the heat of the GPU container that is alone under it. */
  long limit(Fleet fleet, PowerDomainId domain) {
    for (GpuContainer box : fleet.gpuContainers()) {
      GpuContainerCooling cooling = box.cooling();
      if (cooling != null && cooling.heatCapacity() != null && box.powerDomain().equals(domain)) {
        return limit(fleet, box, cooling, cooling.heatCapacity().value());
      }
    }
    return Long.MAX_VALUE;
  }

  private long limit(Fleet fleet, GpuContainer box, GpuContainerCooling cooling, long rated) {
    BigDecimal celsius = kelvins(fleet, box);
    BigDecimal lost =
        above(celsius, cooling.ratedMilliCelsius())
            .multiply(thousandths(cooling.lossPermillePerKelvin()))
            .min(BigDecimal.ONE);
    long capacity =
        BigDecimal.ONE
            .subtract(lost)
            .multiply(BigDecimal.valueOf(rated))
            .setScale(0, RoundingMode.FLOOR)
            .longValueExact();
    boolean isFedHere = cooling.powerDomain().equals(box.powerDomain());
    return fixed(fleet, box.powerDomain())
        + capacity
        + (isFedHere ? drawn(cooling, celsius, capacity) : 0);
  }

  private static long fixed(Fleet fleet, PowerDomainId domain) {
    long watts = 0;
    for (PowerDomain each : fleet.powerDomains()) {
      if (each.id().equals(domain)) {
        watts += each.base().value();
      } else if (domain.equals(each.parent())) {
        watts += fixed(fleet, each.id());
      }
    }
    return watts;
  }
}
