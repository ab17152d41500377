package io.wattpack.core.model;

import io.wattpack.core.units.Mebibytes;
import org.jspecify.annotations.Nullable;

/**
 * What each member of a replica asks of its node beside GPUs and their memory.
 *
 * @param cpuMilli thousandths of a processor core, 0 or more
 * @param memory main memory
 * @param isLinked whether its GPUs must be joined by NVLink
 * @param migProfile the MIG profile it runs in, for example {@code 3g.40gb}; then it asks for one
 *     GPU and the profile gives share and memory; null: whole GPUs or shares
 */
public record NodeNeeds(
    long cpuMilli, Mebibytes memory, boolean isLinked, @Nullable String migProfile) {
  public static final NodeNeeds NONE = new NodeNeeds(0, Mebibytes.ZERO, false, null);
}
