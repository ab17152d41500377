package io.wattpack.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.FigureSource;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.model.PowerDomainKind;
import io.wattpack.core.model.SiteId;
import io.wattpack.core.model.TransformerCooling;
import io.wattpack.core.units.Watts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class CapsTest {
  @Property
  void shouldBeTheFormulaInExactDecimalsRoundedDown(
      @ForAll @LongRange(min = 1, max = 10_000_000_000L) long rating,
      @ForAll @IntRange(min = 1, max = 1_000) int continuous,
      @ForAll TransformerCooling cooling,
      @ForAll @IntRange(min = 1, max = 100) int units,
      @ForAll @IntRange(min = 1, max = 2_000) int shortTime,
      @ForAll @IntRange(min = -90_000, max = 150_000) int mean) {
    PowerDomain domain = domain(rating, continuous, cooling, units, shortTime);
    BigDecimal watts = BigDecimal.valueOf(rating);
    BigDecimal least = watts.multiply(BigDecimal.valueOf(continuous, 3));
    if (units > 1) {
      BigDecimal left =
          watts
              .multiply(BigDecimal.valueOf(units - 1L))
              .multiply(BigDecimal.valueOf(shortTime, 3))
              .divide(BigDecimal.valueOf(units), 9, RoundingMode.DOWN);
      least = least.min(left);
    }
    if (cooling != TransformerCooling.NONE) {
      least = least.min(watts.multiply(derate(cooling, mean)));
    }

    assertThat(Caps.hardware(domain, mean))
        .isEqualTo(least.setScale(0, RoundingMode.DOWN).longValueExact());
  }

  /** 1.5 % a kelvin above 30 degrees for one that cools itself, 1 % with fans. */
  private static BigDecimal derate(TransformerCooling cooling, int mean) {
    BigDecimal kelvins = BigDecimal.valueOf(mean, 3).subtract(BigDecimal.valueOf(30));
    BigDecimal perKelvin = new BigDecimal(cooling == TransformerCooling.SELF ? "0.015" : "0.010");
    BigDecimal lost = kelvins.max(BigDecimal.ZERO).multiply(perKelvin);
    return BigDecimal.ONE.subtract(lost).max(BigDecimal.ZERO);
  }

  private static PowerDomain domain(
      long rating, int continuous, TransformerCooling cooling, int units, int shortTime) {
    return new PowerDomain(
        new PowerDomainId("d"),
        new SiteId("s"),
        null,
        PowerDomainKind.INTERCONNECT,
        new Watts(rating),
        continuous,
        Watts.ZERO,
        Watts.ZERO,
        cooling,
        units,
        shortTime,
        FigureSource.ASSUMED);
  }
}
