package io.wattpack.core.model;

import java.util.Comparator;

/**
 * Work that draws alike: one model on so many GPUs of one kind.
 *
 * @param gpus of each member
 * @param members of a replica
 */
public record DrawKey(ModelId model, GpuModelId gpuModel, int gpus, int members)
    implements Comparable<DrawKey> {
  private static final Comparator<DrawKey> ORDER =
      Comparator.comparing(DrawKey::model)
          .thenComparing(DrawKey::gpuModel)
          .thenComparingInt(DrawKey::gpus)
          .thenComparingInt(DrawKey::members);

  @Override
  public int compareTo(DrawKey other) {
    return ORDER.compare(this, other);
  }
}
