package io.wattpack.core.power;

import io.wattpack.core.model.ContractWindow;
import io.wattpack.core.model.Weekday;
import java.util.List;

/**
 * What a contract by hours of the week allows, as a step function of time. Whole minutes of a clock
 * that is always equally far from UTC: nothing here knows a calendar.
 */
public final class ContractLimit {
  private static final long MINUTE = 60_000;
  private static final long NEVER = Long.MAX_VALUE;
  private static final List<Weekday> WEEK = List.of(Weekday.values());

  /** The first day of 1970 was a Thursday, three days after Monday. */
  private static final int DAY_FIRST = 3;

  private ContractLimit() {}

  /** The least of the windows that are open at that moment; {@link Caps#NO_LIMIT}: none is. */
  public static long watts(List<ContractWindow> contract, long at) {
    long least = Caps.NO_LIMIT;
    for (ContractWindow window : contract) {
      least = isOpen(window, at) ? Math.min(least, window.watts().value()) : least;
    }
    return least;
  }

  private static boolean isOpen(ContractWindow window, long at) {
    long minute = Math.floorDiv(at, MINUTE) + window.utcOffsetMinutes();
    long today = Math.floorDiv(minute, (long) ContractWindow.MINUTES);
    long since = minute - today * ContractWindow.MINUTES - window.fromMinute();
    // What began yesterday may be open still.
    return (isOn(window, today) && since >= 0 && since < length(window))
        || (isOn(window, today - 1) && since + ContractWindow.MINUTES < length(window));
  }

  private static boolean isOn(ContractWindow window, long day) {
    int weekday = (int) Math.floorMod(day + DAY_FIRST, (long) WEEK.size());
    return window.days().contains(WEEK.get(weekday));
  }

  /** In minutes. */
  private static int length(ContractWindow window) {
    int length = window.toMinute() - window.fromMinute();
    return length > 0 ? length : length + ContractWindow.MINUTES;
  }

  /** When a window next opens or closes after that moment; {@link Long#MAX_VALUE}: never. */
  public static long nextChange(List<ContractWindow> contract, long now) {
    long next = NEVER;
    for (ContractWindow window : contract) {
      next = Math.min(next, nextChange(window, now));
    }
    return next;
  }

  private static long nextChange(ContractWindow window, long now) {
    long minute = Math.floorDiv(now, MINUTE) + window.utcOffsetMinutes();
    long today = Math.floorDiv(minute, (long) ContractWindow.MINUTES);
    long next = NEVER;
    for (long day = today - 1; day <= today + WEEK.size(); day++) {
      if (isOn(window, day)) {
        long opens = momentOf(window, day);
        long closes = opens + length(window) * MINUTE;
        next = opens > now ? Math.min(next, opens) : next;
        next = closes > now ? Math.min(next, closes) : next;
      }
    }
    return next;
  }

  private static long momentOf(ContractWindow window, long day) {
    long minute = day * ContractWindow.MINUTES + window.fromMinute();
    return (minute - window.utcOffsetMinutes()) * MINUTE;
  }
}
