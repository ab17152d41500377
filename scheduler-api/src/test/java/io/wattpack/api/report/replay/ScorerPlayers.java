package io.wattpack.api.report.replay;

import io.wattpack.api.report.trace.HardwareWatts;
import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import io.wattpack.api.report.trace.TypicalWorkload;
import io.wattpack.core.model.CpuPackage;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.policy.FleetScorer;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.PlainNodeView;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.baseline.Baselines;
import io.wattpack.core.policy.baseline.PwrFgdScorer;
import io.wattpack.core.units.Watts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Plays the published policies without an engine, a cache or a shortcut: every arrival scores every
 * node that has room. What the engine does is held against it.
 */
final class ScorerPlayers implements ArrivalPlayers {
  static final List<String> BASELINES =
      List.of(
          "first-fit",
          "best-fit",
          "dot-product",
          "gpu-packing",
          "gpu-clustering",
          "random",
          "fgd",
          "pwr",
          "pwr-fgd");
  private static final int WHOLE = 1000;

  @Override
  public List<String> policies() {
    return BASELINES;
  }

  @Override
  public List<String> policiesByDefault() {
    return List.of("fgd", "first-fit");
  }

  @Override
  public Prepared prepare(String policy, ReplayTrace trace, PlayOptions options) {
    return new Prepared(() -> new ScorerPlayer(policy, trace, options), OptionalLong::empty);
  }

  private static final class ScorerPlayer implements ArrivalPlayer {
    private final List<PlainNode> nodes = new ArrayList<>();
    private final NodeScorer nodeScorer;
    private final FleetScorer fleetScorer;
    private long draw;

    ScorerPlayer(String label, ReplayTrace trace, PlayOptions options) {
      List<String> models =
          trace.nodes().stream().map(TraceNode::gpuModel).distinct().sorted().toList();
      trace
          .nodes()
          .forEach(node -> nodes.add(new PlainNode(node, models.indexOf(node.gpuModel()))));
      PlacementPolicy policy =
          new PlacementPolicy(
              Objects.requireNonNull(PolicyName.ofLabel(label)),
              trace.typical().shapes().stream().map(ScorerPlayer::typical).toList(),
              options.seed(),
              PwrFgdScorer.POWER_WEIGHT_PERMILLE,
              null);
      List<GpuModelId> ids = models.stream().map(GpuModelId::new).toList();
      nodeScorer = Baselines.nodeScorer(policy, ids);
      fleetScorer = Baselines.fleetScorer(policy, ids);
    }

    private static TypicalShape typical(TypicalWorkload.Entry entry) {
      TracePod pod = entry.pod();
      return new TypicalShape(
          pod.cpuMilli(),
          pod.gpuCount(),
          pod.gpuMilli(),
          pod.gpuModels().stream().map(GpuModelId::new).toList(),
          entry.count());
    }

    @Override
    public Optional<PodPlacement> offer(TracePod pod) {
      Shape shape =
          new Shape(
              0,
              pod.gpuCount(),
              pod.gpuMilli(),
              0,
              pod.cpuMilli(),
              pod.memoryMebibytes(),
              false,
              Shape.NO_MIG,
              0);
      int[] candidates = new int[nodes.size()];
      int count = 0;
      for (int node = 0; node < nodes.size(); node++) {
        if (nodes.get(node).fits(pod)) {
          candidates[count++] = node;
        }
      }
      return count == 0 ? Optional.empty() : Optional.of(best(candidates, count, shape));
    }

    private PodPlacement best(int[] candidates, int count, Shape shape) {
      int[] slots = new int[count];
      int[] scores = new int[count];
      NodeScorer choice = fleetScorer == null ? nodeScorer : fleetScorer.gpuChoice();
      for (int i = 0; i < count; i++) {
        slots[i] = nodes.get(candidates[i]).slot(shape, choice);
      }
      score(candidates, count, shape, slots, scores);
      int best = 0;
      for (int i = 1; i < count; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      return nodes.get(candidates[best]).book(candidates[best], shape, slots[best]);
    }

    private void score(int[] candidates, int count, Shape shape, int[] slots, int[] scores) {
      if (fleetScorer == null) {
        for (int i = 0; i < count; i++) {
          scores[i] = nodeScorer.score(nodes.get(candidates[i]), shape, slots[i]);
        }
        return;
      }
      int stride = fleetScorer.terms();
      int[] terms = new int[count * stride];
      int[] own = new int[stride];
      for (int i = 0; i < count; i++) {
        fleetScorer.measure(nodes.get(candidates[i]), shape, slots[i], own);
        System.arraycopy(own, 0, terms, i * stride, stride);
      }
      fleetScorer.finish(terms, count, draw++, scores);
    }
  }

  /** Plain arrays. */
  private static final class PlainNode implements PlainNodeView {
    private final TraceNode node;
    private final int model;
    private final HardwareWatts watts;
    private final CpuPackage cpu;
    private final int[] free;
    private long cpuFree;
    private long memoryFree;
    private int kinds;

    PlainNode(TraceNode node, int model) {
      this.node = node;
      this.model = model;
      this.watts = HardwareWatts.of(node.gpuModel()).orElse(new HardwareWatts(0, 0, 0, 0, 1));
      this.cpu =
          new CpuPackage(
              new Watts(watts.packageIdle()),
              new Watts(watts.packageFull()),
              2 * watts.packageCores());
      this.free = new int[node.gpuCount()];
      Arrays.fill(free, WHOLE);
      this.cpuFree = node.cpuMilli();
      this.memoryFree = node.memoryMebibytes();
    }

    boolean fits(TracePod pod) {
      return cpuFree >= pod.cpuMilli()
          && memoryFree >= pod.memoryMebibytes()
          && (pod.gpuCount() == 0
              || (pod.accepts(node.gpuModel()) && fitting(pod.gpuMilli()) >= pod.gpuCount()));
    }

    private int fitting(int milli) {
      int fitting = 0;
      for (int here : free) {
        fitting += here >= milli ? 1 : 0;
      }
      return fitting;
    }

    int slot(Shape shape, NodeScorer choice) {
      int best = -1;
      int bestScore = Integer.MIN_VALUE;
      for (int slot = 0; slot < free.length && shape.gpuCount() > 0; slot++) {
        if (free[slot] >= shape.shareMilli()) {
          int score = -free[slot];
          if (choice != null && choice.choosesGpu() && shape.isShare()) {
            score = choice.score(this, shape, slot);
          }
          if (score > bestScore) {
            best = slot;
            bestScore = score;
          }
        }
      }
      return best;
    }

    PodPlacement book(int number, Shape shape, int first) {
      List<Integer> slots = new ArrayList<>();
      for (int slot = first; slots.size() < shape.gpuCount(); slot++) {
        if (free[slot] >= shape.shareMilli()) {
          free[slot] -= shape.shareMilli();
          slots.add(slot);
        }
      }
      cpuFree -= shape.cpuMilli();
      memoryFree -= shape.hostMemory();
      if (shape.gpuCount() > 0) {
        kinds |= shape.isWhole() ? 1 << shape.gpuCount() : 1;
      }
      return new PodPlacement(number, slots);
    }

    @Override
    public int gpuModel() {
      return model;
    }

    @Override
    public int gpuCount() {
      return free.length;
    }

    @Override
    public int gpusFree() {
      return fitting(WHOLE);
    }

    @Override
    public int milliFree(int slot) {
      return free[slot];
    }

    @Override
    public long cpuMilli() {
      return node.cpuMilli();
    }

    @Override
    public long cpuMilliFree() {
      return cpuFree;
    }

    @Override
    public long hostMemoryFree() {
      return memoryFree;
    }

    @Override
    public int kindsHosted() {
      return kinds;
    }

    @Override
    public long riseWatts(int slot) {
      return free[slot] == WHOLE ? gpuPeakWatts() - gpuIdleWatts() : 0;
    }

    @Override
    public long gpuIdleWatts() {
      return watts.gpuIdle();
    }

    @Override
    public long gpuPeakWatts() {
      return watts.gpuFull();
    }

    @Override
    public CpuPackage cpuPackage() {
      return cpu;
    }
  }
}
