package io.wattpack.core.state;

import io.wattpack.core.model.DrawKey;
import io.wattpack.core.model.GpuModel;
import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.state.column.OrderedIndex;
import io.wattpack.core.state.column.UndoLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one GPU draws with each kind of work on it when nothing caps it, as far as readings of busy
 * GPUs have shown: at first the peak.
 *
 * <p>The idea: a cap above what work draws costs nothing, so where watts must be given back that is
 * given back first. The figure follows the high readings: it rises by a fiftieth of the peak for a
 * report of which more than a twentieth of the readings are higher, and falls by a tenth of that
 * for any other, in whole watts. So it comes to rest where nineteen of twenty readings are below
 * it, and one wrong report moves it by one step. It is no part of any ceiling: what may be drawn is
 * what the cap allows.
 *
 * <p>Decisions use it in whole steps, rounded up, so that answers do not turn with every reading.
 */
public final class Draws {
  private static final int STEPS = 50;

  // A fall of less than a watt is none, and a rise is ten of them.
  private static final int STEP_LEAST = 10;

  private static final int FALLS_A_STEP = 10;
  private static final int OFTEN = 20;

  private final OrderedIndex<DrawKey, Long> known;
  // Transparent: what is worked out of figures is the same whenever it is asked for.
  private final Map<Integer, Map<Long, PowerCurve>> curves = new TreeMap<>();

  Draws(UndoLog log) {
    known = new OrderedIndex<>(log);
  }

  private Draws(OrderedIndex<DrawKey, Long> known) {
    this.known = known;
  }

  Draws copy(UndoLog log) {
    return new Draws(known.copy(log));
  }

  /** Work whose draw is known to be below the peak, in its order. */
  Collection<DrawKey> works() {
    return List.copyOf(known.entries().keySet());
  }

  boolean isEmpty() {
    return known.entries().isEmpty();
  }

  /** Watts of one GPU; null: nothing is known but the peak. */
  @Nullable Long watts(DrawKey work) {
    return known.get(work);
  }

  /** Watts of one GPU with work whose draw is known. */
  long require(DrawKey work) {
    Long watts = known.get(work);
    if (watts == null) {
      throw new IllegalStateException("Nothing is known of what %s draws.".formatted(work));
    }
    return watts;
  }

  void put(DrawKey work, long watts) {
    known.put(work, watts);
  }

  /**
   * Takes the readings of a report into account.
   *
   * @return whether decisions may be others from now on
   */
  boolean learn(DrawKey work, GpuModel sheet, DrawSample sample) {
    Long before = known.get(work);
    long peak = sheet.peak().value();
    long from = before == null ? peak : before;
    if (sample.count(from) == 0) {
      return false;
    }
    long step = step(sheet);
    boolean isHigher = (long) sample.above(from) * OFTEN > sample.count(from);
    long down = Math.max(from - step / FALLS_A_STEP, sample.most());
    long to = isHigher ? from + step : Math.min(from, down);
    to = Math.clamp(to, sheet.capLeast().value(), peak);
    if (to == peak) {
      known.remove(work);
    } else {
      known.put(work, to);
    }
    return inSteps(from, step) != inSteps(to, step);
  }

  private static long step(GpuModel sheet) {
    return Math.max(STEP_LEAST, sheet.peak().value() / STEPS);
  }

  private static long inSteps(long watts, long step) {
    return Math.ceilDiv(watts, step);
  }

  /**
   * Throughput of one GPU with that work on it by its cap.
   *
   * @param model the GPU model's number
   * @param whole its curve for work that draws all it may
   */
  PowerCurve curve(DrawKey work, int model, GpuModel sheet, PowerCurve whole) {
    Long watts = known.get(work);
    if (watts == null) {
      return whole;
    }
    long step = step(sheet);
    long drawn = Math.min(sheet.peak().value(), inSteps(watts, step) * step);
    return curves
        .computeIfAbsent(model, missing -> new TreeMap<>())
        .computeIfAbsent(drawn, missing -> whole.drawing(Math.toIntExact(drawn)));
  }
}
