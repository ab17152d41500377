package io.wattpack.core.placement;

import io.wattpack.core.model.SpreadLimit;
import io.wattpack.core.policy.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one replica asks for.
 *
 * <p>The options are the ways in which it may run, in a fixed order; none: no GPU of the fleet
 * fits.
 */
public final class Ask {
  private final int pool;
  private final int gpuCount;
  private final int members;
  private final List<SpreadLimit> spread;
  private final List<Option> options;
  private final List<List<Option>> byModel;
  private final List<Ask> singles = new ArrayList<>();

  /**
   * One way to run.
   *
   * @param shape what each member takes of its node
   * @param members one, or those of a gang
   * @param loadMillis how long loading takes there
   */
  public record Option(Shape shape, int members, long loadMillis) {}

  Ask(int pool, int gpuCount, List<SpreadLimit> spread, List<Option> options, int models) {
    this(pool, gpuCount, spread, options, models, membersOf(options));
  }

  private Ask(
      int pool,
      int gpuCount,
      List<SpreadLimit> spread,
      List<Option> options,
      int models,
      int members) {
    this.pool = pool;
    this.gpuCount = gpuCount;
    this.spread = List.copyOf(spread);
    this.options = List.copyOf(options);
    this.members = members;
    byModel = new ArrayList<>(Collections.nCopies(models, List.of()));
    for (int model = 0; model < models; model++) {
      byModel.set(model, optionsOf(options, model));
    }
    if (members > 1) {
      options.forEach(
          option -> singles.add(new Ask(pool, gpuCount, spread, List.of(option), models, 1)));
    }
  }

  private static int membersOf(List<Option> options) {
    return options.stream().mapToInt(Option::members).max().orElse(1);
  }

  private static List<Option> optionsOf(List<Option> options, int model) {
    return options.stream().filter(option -> option.shape().gpuModel() == model).toList();
  }

  /** Dense index of the pool it is for; negative: a task. */
  public int pool() {
    return pool;
  }

  /** GPUs of the least option, or those asked for though no node could give them. */
  public int gpuCount() {
    return gpuCount;
  }

  /** Members of its largest gang; 1: it is no gang. */
  public int members() {
    return members;
  }

  public List<SpreadLimit> spread() {
    return spread;
  }

  public List<Option> options() {
    return options;
  }

  /** An ask for one member of that option, with the same limits. */
  Ask single(int option) {
    return singles.get(option);
  }

  /** The options on nodes with GPUs of that model. */
  List<Option> optionsOn(int model) {
    return byModel.get(model);
  }
}
