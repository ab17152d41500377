package io.wattpack.api.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Where the process is killed next. Every place has its turn, in an order drawn from the seed, so
 * that a run that is long enough reaches each of them; one that is not reached in time goes to the
 * end of the queue.
 */
final class CrashPlan {
  private final Random random;
  private final Queue<CrashPoint> waiting = new ArrayDeque<>();
  private final Map<CrashPoint, Integer> survived = new LinkedHashMap<>();
  private @Nullable CrashPoint armed;
  private int skips;

  CrashPlan(Random random) {
    this.random = random;
    List<CrashPoint> all = new ArrayList<>(CrashPoint.all());
    Collections.shuffle(all, random);
    waiting.addAll(all);
  }

  /**
   * Chooses the place of the next crash; sometimes it is passed a few times before. One that was
   * not reached stays.
   */
  void arm() {
    skips = 0;
    if (armed != null) {
      return;
    }
    List<CrashPoint> all = CrashPoint.all();
    armed = waiting.isEmpty() ? all.get(random.nextInt(all.size())) : waiting.poll();
    skips = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
  }

  /** No crash any more. */
  void disarm() {
    armed = null;
  }

  boolean isAimedAt(CrashPoint point) {
    return point.equals(armed);
  }

  /** The process has come to this place: whether it dies here. */
  boolean kills(CrashPoint point) {
    if (!point.equals(armed) || skips-- > 0) {
      return false;
    }
    armed = null;
    survived.merge(point, 1, Integer::sum);
    return true;
  }

  /** Whether every place had its turn. */
  boolean isComplete() {
    return survived.keySet().containsAll(CrashPoint.all());
  }

  Map<CrashPoint, Integer> survived() {
    return Collections.unmodifiableMap(survived);
  }
}
