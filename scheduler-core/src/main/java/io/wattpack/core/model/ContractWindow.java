package io.wattpack.core.model;

import io.wattpack.core.units.Watts;
import java.util.List;

/**
 * Hours of the week in which a contract allows a power domain no more than so many watts.
 *
 * @param fromMinute minute of the day at which it begins, 0 to 1439, of a clock that is always so
 *     far from UTC
 * @param toMinute minute at which it ends, 0 to 1439; not after the beginning: on the next day
 * @param days on which it begins, at least one, in the order of the week
 * @param utcOffsetMinutes by how much the contract's clock is ahead of UTC, -840 to 840; clocks of
 *     summer and winter are two files
 */
public record ContractWindow(
    int fromMinute, int toMinute, List<Weekday> days, Watts watts, int utcOffsetMinutes) {
  /** Minutes of a day. */
  public static final int MINUTES = 1440;

  /** The farthest that a clock is from UTC, in minutes. */
  public static final int OFFSET_MAX = 840;

  public ContractWindow {
    days = days.stream().sorted().distinct().toList();
  }
}
