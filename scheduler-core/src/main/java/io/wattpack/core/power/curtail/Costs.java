package io.wattpack.core.power.curtail;

import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.curtail.CurtailKind.Off;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is lost in each hour of the fall; losses that come once are spread over it. */
final class Costs {
  static final long MILLION = 1_000_000;
  static final long THOUSAND = 1000;

  /** Restarts that lose more than so many falls are all the same. */
  private static final long FALLS_MAX = 1000;

  private static final long HOUR = 3_600_000;

  private Costs() {}

  static List<Option> options(CurtailKind kind, long fallMillis) {
    List<Option> options = new ArrayList<>();
    Off pause = kind.pause();
    Off stop = kind.stop();
    long now = kind.curve().throughput(kind.wattsNow());
    if (pause != null) {
      options.add(option(ActionKind.PAUSE, kind, pause, now, fallMillis));
    }
    if (stop != null) {
      options.add(option(ActionKind.STOP, kind, stop, now, fallMillis));
    }
    return options;
  }

  /** Of a load that may be stopped. */
  static Option move(CurtailKind kind, MoveOffer move, long fallMillis) {
    int watts = Objects.requireNonNull(kind.stop()).watts();
    Off moved = new Off(watts, move.lostMillis(), move.millis());
    return option(ActionKind.MOVE, kind, moved, 0, fallMillis);
  }

  private static Option option(
      ActionKind what, CurtailKind kind, Off off, long running, long fallMillis) {
    long once =
        Math.min(PowerCurve.WHOLE * off.restartMillis() / fallMillis, FALLS_MAX * PowerCurve.WHOLE);
    long cost = worth(kind.weight(), running + once);
    return new Option(what, kind.metered(off.watts()), off.watts(), cost, off.millis());
  }

  /** Millionths of value for billionths of the uncapped rate; their product may not fit a long. */
  static long worth(int weight, long billionths) {
    return weight * (billionths / THOUSAND) + weight * (billionths % THOUSAND) / THOUSAND;
  }

  /** Of a rate per hour over the fall; no more than a long holds. */
  static long overTheFall(long rate, long fallMillis) {
    if (rate / HOUR >= Long.MAX_VALUE / fallMillis - 1) {
      return Long.MAX_VALUE;
    }
    long rest = rate % HOUR;
    return rate / HOUR * fallMillis
        + rest * (fallMillis / HOUR)
        + rest * (fallMillis % HOUR) / HOUR;
  }
}
