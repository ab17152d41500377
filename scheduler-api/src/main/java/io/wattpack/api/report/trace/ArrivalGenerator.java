package io.wattpack.api.report.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws an arrival order from a seed, built as the published experiment builds its own.
 *
 * <p>First each pod of the list in random order; then pods drawn with replacement, until the demand
 * of all that arrived reaches 130 % of the GPUs. A list that asks for more loses pods drawn at
 * random. Last, random ranks of the nodes. Equal seeds and lists give equal orders everywhere.
 */
public final class ArrivalGenerator {
  private static final int WHOLE_MILLI = 1000;
  private static final int LOAD_PERCENT = 130;

  private final List<TracePod> pods;
  private final List<Integer> byName;
  private final long demandMax;
  private final int nodeCount;
  private final Random random;

  private ArrivalGenerator(List<TraceNode> nodes, List<TracePod> pods, long seed) {
    this.pods = pods;
    this.byName = new ArrayList<>(IntStream.range(0, pods.size()).boxed().toList());
    byName.sort(Comparator.comparing(place -> pods.get(place).name()));
    this.demandMax = capacityMilli(nodes) * LOAD_PERCENT / 100;
    this.nodeCount = nodes.size();
    // Its algorithm is part of Java's specification, so an order outlives this build.
    this.random = new Random(seed);
  }

  /** The arrivals of that seed; at least one pod must ask for a GPU. */
  public static Arrivals draw(List<TraceNode> nodes, List<TracePod> pods, long seed) {
    return new ArrivalGenerator(nodes, pods, seed).draw();
  }

  private Arrivals draw() {
    List<Integer> order = new ArrayList<>(byName);
    Collections.shuffle(order, random);
    long demand = order.stream().mapToLong(place -> pods.get(place).demandMilli()).sum();
    if (demand > demandMax) {
      thin(order, demand);
    } else {
      fill(order, demand);
    }
    return new Arrivals(array(order), array(ranks()));
  }

  private void thin(List<Integer> order, long demandAtFirst) {
    long demand = demandAtFirst;
    while (demand > demandMax) {
      int place = random.nextInt(order.size());
      demand -= pods.get(order.get(place)).demandMilli();
      order.subList(place, place + 1).clear();
    }
  }

  private void fill(List<Integer> order, long demandAtFirst) {
    long demand = demandAtFirst;
    while (true) {
      int drawn = byName.get(random.nextInt(byName.size()));
      TracePod pod = pods.get(drawn);
      // The share of one GPU, not the demand: so stops the published experiment.
      if (demand + pod.gpuMilli() > demandMax) {
        return;
      }
      order.add(drawn);
      demand += pod.demandMilli();
    }
  }

  private List<Integer> ranks() {
    List<Integer> ranks = new ArrayList<>(IntStream.range(0, nodeCount).boxed().toList());
    Collections.shuffle(ranks, random);
    return ranks;
  }

  private static long capacityMilli(List<TraceNode> nodes) {
    return nodes.stream().mapToLong(TraceNode::gpuCount).sum() * WHOLE_MILLI;
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
