package io.wattpack.core.sim.synthetic;

import io.wattpack.core.learn.WorkShape;
import io.wattpack.core.model.GpuModelId;
import io.wattpack.core.model.NodeNeeds;
import io.wattpack.core.model.PlacementRules;
import io.wattpack.core.model.SpreadLevel;
import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.model.TaskWork;
import io.wattpack.core.units.GpuShare;
import io.wattpack.core.units.Mebibytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shape of made-up work and how often it comes.
 *
 * @param weight of 1000 arrivals
 * @param gpuGibibytes memory of each GPU
 * @param gibibytes main memory of each member
 * @param mig the hardware slice it asks for; null: none
 * @param nodeSpread members that one node may take at most; 0: any
 */
public record SyntheticTask(
    int weight,
    int gpuCount,
    int milli,
    long gpuGibibytes,
    int cores,
    long gibibytes,
    boolean isLinked,
    @Nullable String mig,
    int members,
    int nodeSpread,
    List<SyntheticHardware> models) {
  private static final long MEBIBYTES_PER_GIBIBYTE = 1024;
  private static final int WHOLE = 1000;
  private static final int MILLI = 1000;

  public SyntheticTask {
    models = List.copyOf(models);
  }

  static SyntheticTask share(int weight, int milli, long gpuGibibytes, int cores, long gibibytes) {
    return new SyntheticTask(
        weight, 1, milli, gpuGibibytes, cores, gibibytes, false, null, 1, 0, List.of());
  }

  static SyntheticTask whole(int weight, int gpus, long gpuGibibytes, int cores, long gibibytes) {
    return new SyntheticTask(
        weight, gpus, WHOLE, gpuGibibytes, cores, gibibytes, false, null, 1, 0, List.of());
  }

  static SyntheticTask slice(int weight, String profile, int milli, int cores, long gibibytes) {
    return new SyntheticTask(
        weight, 1, milli, 0, cores, gibibytes, false, profile, 1, 0, List.of());
  }

  SyntheticTask linked() {
    return new SyntheticTask(
        weight,
        gpuCount,
        milli,
        gpuGibibytes,
        cores,
        gibibytes,
        true,
        mig,
        members,
        nodeSpread,
        models);
  }

  SyntheticTask on(SyntheticHardware... only) {
    return new SyntheticTask(
        weight,
        gpuCount,
        milli,
        gpuGibibytes,
        cores,
        gibibytes,
        isLinked,
        mig,
        members,
        nodeSpread,
        List.of(only));
  }

  SyntheticTask gang(int size, int perNode) {
    return new SyntheticTask(
        weight,
        gpuCount,
        milli,
        gpuGibibytes,
        cores,
        gibibytes,
        isLinked,
        mig,
        size,
        perNode,
        models);
  }

  /** Thousandths of GPUs of all members. */
  public long demandMilli() {
    return (long) gpuCount * milli * members;
  }

  /** A task of the shape that is refused when there is no room; each one new, as if just read. */
  public TaskWork task() {
    return new TaskWork(
        gpuCount,
        new GpuShare(mig == null ? milli : WHOLE),
        memory(gpuGibibytes),
        gpuModels(),
        0,
        new NodeNeeds((long) cores * MILLI, memory(gibibytes), isLinked, mig),
        members,
        rules(),
        false);
  }

  /** How learning sees one member. */
  public WorkShape shape() {
    return new WorkShape(
        (long) cores * MILLI, gibibytes * MEBIBYTES_PER_GIBIBYTE, gpuCount, milli, gpuModels());
  }

  private PlacementRules rules() {
    return nodeSpread == 0
        ? PlacementRules.NONE
        : new PlacementRules(List.of(new SpreadLimit(SpreadLevel.NODE, nodeSpread)), List.of());
  }

  private List<GpuModelId> gpuModels() {
    return models.stream().map(SyntheticHardware::id).toList();
  }

  private static Mebibytes memory(long gibibytes) {
    return new Mebibytes(gibibytes * MEBIBYTES_PER_GIBIBYTE);
  }
}
