package io.wattpack.core.placement;

import io.wattpack.core.engine.SyntheticWorld;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.JobId;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.policy.NodeScorer;
import io.wattpack.core.policy.Shape;
import io.wattpack.core.policy.Slices;
import io.wattpack.core.sim.synthetic.SyntheticFleet;
import io.wattpack.core.state.TaskClassKey;
import io.wattpack.core.units.EpochMillis;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The pieces of a search on a fleet that is 85 % full. */
@State(Scope.Benchmark)
public class SearchBenchmark {
  private static final int ASKS = 64;
  private static final int SHARE = 250;

  @Param({"small", "medium", "large"})
  public String size;

  private final SplittableRandom random = new SplittableRandom(3);
  private final List<Ask> asks = new ArrayList<>();
  private io.wattpack.core.state.State state;
  private Placer placer;
  private NodeClasses classes;
  private AskIndex index;
  private NodeScorer scorer;
  private NodeCursor nodes;
  private int turn;

  @Setup
  public void fill() {
    SyntheticWorld world = SyntheticWorld.of(size);
    state = world.state();
    placer = new Placer(state);
    nodes = new NodeCursor(state);
    classes = new NodeClasses(state, false);
    scorer = PolicyCatalog.profileOf(state.policy(), state.topology()).phases().getFirst().scorer();
    for (int i = 0; i < ASKS; i++) {
      asks.add(placer.askOfTask(classOf(world.work().next().task())));
    }
    index = new AskIndex(state, wholeGpu(), scorer, classes);
  }

  private Ask wholeGpu() {
    return asks.stream()
        .filter(ask -> ask.members() == 1 && ask.options().getFirst().shape().isWhole())
        .findFirst()
        .orElseThrow();
  }

  private static TaskClassKey classOf(TaskWork task) {
    JobId id = new JobId("job");
    EpochMillis at = EpochMillis.ZERO;
    Job job = new Job(id, SyntheticFleet.TENANT, ServiceTier.STANDARD, task, at);
    return TaskClassKey.of(job, task);
  }

  /** With indexes that are up to date: what a search costs beside them. */
  @Benchmark
  public Answer search() {
    return placer.find(asks.get(turn++ % ASKS), Headrooms.FREE, null);
  }

  /** A member more on a node, and less again: two changes to catch up with. */
  @Benchmark
  public int nodeClassesSync() {
    int mark = change();
    classes.sync();
    state.rollback(mark);
    classes.sync();
    return classes.classOf(0);
  }

  /** The same, and an ask that catches up with both. */
  @Benchmark
  public int askIndexSync() {
    int mark = change();
    classes.sync();
    index.sync();
    state.rollback(mark);
    classes.sync();
    index.sync();
    return index.tree().best();
  }

  private int change() {
    int mark = state.checkpoint();
    int node = random.nextInt(state.topology().nodeCount());
    // Cores only: any node can give one, whatever its GPUs hold.
    state.suppose(node, new int[0], new Shape(0, 0, 0, 0, 1, 1, false, Shape.NO_MIG, 0));
    return mark;
  }

  @Benchmark
  public int scoreWhole() {
    nodes.at(random.nextInt(state.topology().nodeCount()));
    Shape shape = new Shape(nodes.gpuModel(), 1, 1000, 0);
    return scorer.score(nodes, shape, 0);
  }

  @Benchmark
  public long scoreShareOnEveryGpu() {
    nodes.at(random.nextInt(state.topology().nodeCount()));
    Shape shape = new Shape(nodes.gpuModel(), 1, SHARE, 0);
    long usable = 0;
    for (int slot = 0; slot < nodes.gpuCount(); slot++) {
      usable |= nodes.milliFree(slot) >= SHARE ? 1L << slot : 0;
    }
    return usable == 0 ? 0 : scorer.bestShare(nodes, shape, usable);
  }

  @Benchmark
  public int slicesStart() {
    nodes.at(random.nextInt(state.topology().nodeCount()));
    List<MigProfile> profiles = nodes.migLayout().profiles();
    return profiles.isEmpty() ? -1 : Slices.start(nodes, 0, profiles.get(turn++ % profiles.size()));
  }
}
