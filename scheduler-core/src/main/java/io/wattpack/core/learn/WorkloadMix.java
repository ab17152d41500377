package io.wattpack.core.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * Shapes of work and how often each was seen: all that is learned from; the order in which work
 * came is not in it.
 */
public final class WorkloadMix {
  private static final Comparator<WorkShape> ORDER =
      Comparator.comparingInt(WorkShape::gpuCount)
          .thenComparingInt(WorkShape::shareMilli)
          .thenComparingLong(WorkShape::cpuMilli)
          .thenComparingLong(WorkShape::hostMemory)
          .thenComparing(shape -> shape.gpuModels().toString());

  /**
   * Demand for whole nodes, in thousandths of all, to blend with arrivals seen: a table from where
   * hardly anybody asks for them lets every node be broken open, and the first who does finds none.
   */
  public static final int MULTI_GPU_PERMILLE = 50;

  private final List<WorkShape> shapes;
  private final int[] counts;

  private WorkloadMix(SequencedMap<WorkShape, Integer> counted) {
    // Sorted, so that what is learned does not depend on which shape was seen first.
    shapes = counted.keySet().stream().sorted(ORDER).toList();
    counts = shapes.stream().mapToInt(counted::get).toArray();
  }

  /** Counts work as it comes. */
  public static final class Counter {
    private final SequencedMap<WorkShape, Integer> counted = new LinkedHashMap<>();

    public Counter add(WorkShape shape, int times) {
      counted.merge(shape, times, Integer::sum);
      return this;
    }

    /** What was seen up to now. */
    public WorkloadMix mix() {
      return new WorkloadMix(counted);
    }
  }

  public static WorkloadMix of(Iterable<WorkShape> work) {
    Counter counter = new Counter();
    work.forEach(shape -> counter.add(shape, 1));
    return counter.mix();
  }

  public List<WorkShape> shapes() {
    return shapes;
  }

  public int count(int shape) {
    return counts[shape];
  }

  /** Pieces of work seen. */
  public long total() {
    long total = 0;
    for (int count : counts) {
      total += count;
    }
    return total;
  }

  /** Thousandths of GPUs that all the work seen asks for. */
  public long demandMilli() {
    long demand = 0;
    for (int i = 0; i < counts.length; i++) {
      demand += counts[i] * shapes.get(i).demandMilli();
    }
    return demand;
  }

  /**
   * The same mix with whole nodes asked for by at least that share of the demand: a table learned
   * where nobody asks for them would break every one open.
   */
  public WorkloadMix withMultiGpu(FleetSketch fleet, int permille) {
    long demand = demandMilli();
    int gpus = fleet.gpusMost();
    long asked = demandOfMultiGpu();
    long missing = demand * permille / 1000 - asked;
    if (gpus < 2 || missing <= 0) {
      return this;
    }
    int times = (int) Math.ceilDiv(missing, 1000L * gpus);
    Counter counter = copy();
    counter.add(new WorkShape(gpus * cpuMilliPerGpu(), 0, gpus, 1000, List.of()), times);
    return counter.mix();
  }

  private Counter copy() {
    Counter counter = new Counter();
    for (int i = 0; i < counts.length; i++) {
      counter.add(shapes.get(i), counts[i]);
    }
    return counter;
  }

  private long demandOfMultiGpu() {
    long demand = 0;
    for (int i = 0; i < counts.length; i++) {
      demand += shapes.get(i).gpuCount() > 1 ? counts[i] * shapes.get(i).demandMilli() : 0;
    }
    return demand;
  }

  private long cpuMilliPerGpu() {
    long cpu = 0;
    for (int i = 0; i < counts.length; i++) {
      cpu += shapes.get(i).gpuCount() > 0 ? counts[i] * shapes.get(i).cpuMilli() : 0;
    }
    return cpu * 1000 / Math.max(1, demandMilli());
  }

  /**
   * How far another mix is from this one: the share of work, in thousandths, that would have to be
   * of another shape for the two to be equal; main memory is left out.
   */
  public int distancePermille(WorkloadMix other) {
    Map<WorkShape, Long> difference = new LinkedHashMap<>();
    long scale = 1_000_000;
    addShares(difference, scale);
    other.addShares(difference, -scale);
    long apart = 0;
    for (long share : difference.values()) {
      apart += Math.abs(share);
    }
    return (int) (apart / 2 * 1000 / scale);
  }

  private void addShares(Map<WorkShape, Long> shares, long scale) {
    long total = Math.max(1, total());
    for (int i = 0; i < counts.length; i++) {
      WorkShape s = shapes.get(i);
      WorkShape key = new WorkShape(s.cpuMilli(), 0, s.gpuCount(), s.shareMilli(), s.gpuModels());
      shares.merge(key, counts[i] * scale / total, Long::sum);
    }
  }

  /** Equal for equal mixes, whatever order they were counted in. */
  public long digest() {
    long digest = 0;
    for (int i = 0; i < counts.length; i++) {
      digest += mixed(mixed(shapes.get(i).hashCode()) + counts[i]);
    }
    return digest;
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * Arrivals drawn from the mix: all of it in random order, and again, until they ask for more than
   * the limit.
   *
   * @return numbers of shapes
   */
  int[] draw(SplittableRandom random, long demandMost, int arrivalsMost) {
    int[] round = new int[(int) Math.min(total(), arrivalsMost)];
    List<int[]> rounds = new ArrayList<>();
    long demand = 0;
    int drawn = 0;
    while (drawn < arrivalsMost && round.length > 0) {
      shuffleInto(round, random);
      int taken = 0;
      while (taken < round.length && drawn + taken < arrivalsMost) {
        demand += shapes.get(round[taken]).demandMilli();
        if (demand > demandMost) {
          break;
        }
        taken++;
      }
      rounds.add(Arrays.copyOf(round, taken));
      drawn += taken;
      if (demand > demandMost) {
        break;
      }
    }
    return rounds.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** All of the mix in random order; of a mix larger than the round, a random part. */
  private void shuffleInto(int[] round, SplittableRandom random) {
    int seen = 0;
    for (int shape = 0; shape < counts.length; shape++) {
      for (int i = 0; i < counts[shape]; i++) {
        int at = random.nextInt(++seen);
        if (seen <= round.length) {
          round[seen - 1] = round[at];
        }
        if (at < round.length) {
          round[at] = shape;
        }
      }
    }
  }
}
