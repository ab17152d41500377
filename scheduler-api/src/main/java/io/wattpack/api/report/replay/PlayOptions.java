package io.wattpack.api.report.replay;

import io.wattpack.core.model.WasteTable;
import org.jspecify.annotations.Nullable;

/**
 * How policies are made ready.
 *
 * @param seed seeds the policy {@code random}, and learning
 * @param learning where policies that learn have their knowledge from
 * @param table what {@link Learning#FROM_TABLE} means; null otherwise
 */
public record PlayOptions(long seed, Learning learning, @Nullable WasteTable table) {
  /** Where a policy that learns has its knowledge from. */
  public enum Learning {
    /** From the mix of the pod list, before the first arrival. */
    BEFOREHAND,
    /** From a table learned before. */
    FROM_TABLE,
    /** From nowhere: it starts without any. */
    COLD
  }
}
