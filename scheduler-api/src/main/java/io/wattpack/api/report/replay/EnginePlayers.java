package io.wattpack.api.report.replay;

import io.wattpack.api.learn.TableLearning;
import io.wattpack.api.report.trace.TracePod;
import io.wattpack.api.report.trace.TypicalWorkload;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.model.WasteTable;
import io.wattpack.core.policy.baseline.PwrFgdScorer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Every policy of the engine, on an engine of its own. */
public final class EnginePlayers implements ArrivalPlayers {
  private static final List<PolicyName> BY_DEFAULT =
      List.of(PolicyName.WATTPACK, PolicyName.FGD, PolicyName.FIRST_FIT);

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock that only runs forward, in nanoseconds, for the time spent on learning
   */
  public EnginePlayers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public List<String> policies() {
    return Arrays.stream(PolicyName.values()).map(PolicyName::label).toList();
  }

  @Override
  public List<String> policiesByDefault() {
    return BY_DEFAULT.stream().map(PolicyName::label).toList();
  }

  @Override
  public Prepared prepare(String policy, ReplayTrace trace, PlayOptions options) {
    PolicyName name = Objects.requireNonNull(PolicyName.ofLabel(policy), policy);
    Fleet fleet = EngineFleet.of(trace);
    if (!learns(name)) {
      return prepared(fleet, unlearned(name, trace, options), OptionalLong.empty());
    }
    if (options.learning() == PlayOptions.Learning.COLD) {
      return cold(fleet, name, options.seed());
    }
    if (options.table() != null) {
      return prepared(fleet, PlacementPolicy.learned(name, options.table()), OptionalLong.empty());
    }
    long start = nanoTime.getAsLong();
    WasteTable table =
        TraceLearning.learn(name, fleet, trace.pods(), options.seed(), TableLearning.Progress.NONE)
            .learned()
            .table();
    long learnMillis = (nanoTime.getAsLong() - start) / 1_000_000;
    return prepared(fleet, PlacementPolicy.learned(name, table), OptionalLong.of(learnMillis));
  }

  private Prepared cold(Fleet fleet, PolicyName name, long seed) {
    EnginePlayer empty = EnginePlayer.of(fleet, PlacementPolicy.of(name));
    ColdLearning learning = new ColdLearning(name, fleet, seed, nanoTime);
    return new Prepared(
        () -> new ColdPlayer(empty.fork(), learning), () -> OptionalLong.of(learning.millis()));
  }

  private static Prepared prepared(Fleet fleet, PlacementPolicy policy, OptionalLong learnMillis) {
    EnginePlayer empty = EnginePlayer.of(fleet, policy);
    return new Prepared(empty::fork, () -> learnMillis);
  }

  private static boolean learns(PolicyName name) {
    return name == PolicyName.WATTPACK || name == PolicyName.WATTPACK_POWER;
  }

  private static PlacementPolicy unlearned(
      PolicyName name, ReplayTrace trace, PlayOptions options) {
    boolean isFragmentation = name == PolicyName.FGD || name == PolicyName.PWR_FGD;
    return new PlacementPolicy(
        name,
        isFragmentation ? typical(trace.typical()) : List.of(),
        name == PolicyName.RANDOM ? options.seed() : 0,
        name == PolicyName.PWR_FGD ? PwrFgdScorer.POWER_WEIGHT_PERMILLE : 0,
        null);
  }

  private static List<TypicalShape> typical(TypicalWorkload workload) {
    return workload.shapes().stream().map(EnginePlayers::typical).toList();
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
}
