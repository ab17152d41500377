package io.wattpack.core.event;

import io.wattpack.core.model.SiteId;

/**
 * How warm it was at a site; holds until the next one.
 *
 * @param meanMilliCelsius mean of the outside temperature over the last 24 hours, in thousandths of
 *     a degree Celsius
 */
public record WeatherObserved(SiteId site, int meanMilliCelsius) implements Event {}
