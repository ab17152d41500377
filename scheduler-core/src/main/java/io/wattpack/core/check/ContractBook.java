package io.wattpack.core.check;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.PowerDomain;
import io.wattpack.core.model.Weekday;
import java.util.function.LongConsumer;

/** What the contract of a domain allows: hours of the week, each counted from its Monday. */
final class ContractBook {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final long WEEK = 7 * DAY;

  /** The week of the first moment began three days before it. */
  private static final long MONDAY = -3 * DAY;

  private ContractBook() {}

  private interface Visitor {
    void visit(long opening, long length, long watts);
  }

  /** Some opening of each of its windows on each of its days. */
  private static void forEachOpening(PowerDomain domain, Visitor visitor) {
    for (ContractWindow window : domain.contract()) {
      long length = MINUTE * (window.toMinute() - window.fromMinute());
      long opening = MONDAY + MINUTE * (window.fromMinute() - window.utcOffsetMinutes());
      for (Weekday day : Weekday.values()) {
        if (window.days().contains(day)) {
          visitor.visit(opening, length <= 0 ? length + DAY : length, window.watts().value());
        }
        opening += DAY;
      }
    }
  }

  /** The least that is allowed at that moment; the greatest long: anything. */
  static long limit(PowerDomain domain, long at) {
    long[] least = {Long.MAX_VALUE};
    forEachOpening(
        domain,
        (opening, length, watts) -> {
          boolean isOpen = Math.floorMod(at - opening, WEEK) < length;
          least[0] = isOpen ? Math.min(least[0], watts) : least[0];
        });
    return least[0];
  }

  /** Every moment of the stretch at which a window opens or closes. */
  static void forEachChange(PowerDomain domain, long after, long stretch, LongConsumer visitor) {
    forEachOpening(
        domain,
        (opening, length, watts) -> {
          forEachWeek(opening, after, stretch, visitor);
          forEachWeek(opening + length, after, stretch, visitor);
        });
  }

  private static void forEachWeek(long any, long after, long stretch, LongConsumer visitor) {
    // At least one millisecond later.
    long ahead = WEEK - Math.floorMod(after - any, WEEK);
    for (; ahead <= stretch; ahead += WEEK) {
      visitor.accept(after + ahead);
    }
  }
}
