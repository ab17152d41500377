package io.wattpack.api.report.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The commonest shapes of pods, the fewest that make up 95 % of the list: the target workload that
 * fragmentation is measured by. Host memory plays no part in a shape.
 *
 * @param shapes the most frequent first
 */
public record TypicalWorkload(List<Entry> shapes) {
  private static final int COVERED_PERCENT = 95;
  private static final Comparator<TracePod> LARGER_FIRST =
      Comparator.comparingInt(TracePod::cpuMilli)
          .thenComparingInt(TracePod::gpuMilli)
          .thenComparingInt(TracePod::gpuCount)
          .thenComparing(pod -> String.join("|", pod.gpuModels()))
          .reversed();

  public TypicalWorkload {
    shapes = List.copyOf(shapes);
  }

  /**
   * One shape.
   *
   * @param pod any pod of that shape
   * @param count pods of that shape in the list
   */
  public record Entry(TracePod pod, int count) {}

  public static TypicalWorkload of(List<TracePod> pods) {
    Map<TracePod, Integer> counts = new TreeMap<>(LARGER_FIRST);
    pods.forEach(pod -> counts.merge(pod, 1, Integer::sum));
    List<Entry> entries = new ArrayList<>();
    counts.forEach((pod, count) -> entries.add(new Entry(pod, count)));
    // The sort is stable: equally frequent shapes stay the larger first.
    entries.sort(Comparator.comparingInt(Entry::count).reversed());
    return new TypicalWorkload(entries.subList(0, covering(entries, pods.size())));
  }

  /** Pods that the shapes stand for. */
  public long total() {
    return shapes.stream().mapToLong(Entry::count).sum();
  }

  private static int covering(List<Entry> entries, int pods) {
    long covered = 0;
    int taken = 0;
    while (covered * 100 < (long) pods * COVERED_PERCENT) {
      covered += entries.get(taken++).count();
    }
    return taken;
  }
}
