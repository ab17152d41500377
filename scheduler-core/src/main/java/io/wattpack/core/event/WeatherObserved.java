package io.wattpack.core.event;

import io.wattpack.core.model.SiteId;
import org.jspecify.annotations.Nullable;

/**
 * How warm it was and is at a site; holds until the next one.
 *
 * @param meanMilliCelsius mean of the outside temperature over the last 24 hours, in thousandths of
 *     a degree Celsius
 * @param presentMilliCelsius outside temperature now, in thousandths of a degree Celsius; null: it
 *     counts as the mean
 */
public record WeatherObserved(
    SiteId site, int meanMilliCelsius, @Nullable Integer presentMilliCelsius) implements Event {
  /** Weather of which only the mean was told. */
  public WeatherObserved(SiteId site, int meanMilliCelsius) {
    this(site, meanMilliCelsius, null);
  }

  /** The outside temperature that counts as the present one, in thousandths of a degree Celsius. */
  public int outsideMilliCelsius() {
    return presentMilliCelsius == null ? meanMilliCelsius : presentMilliCelsius;
  }
}
