package io.wattpack.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A placement policy with all that it decides by.
 *
 * @param typicalWorkload what fragmentation is measured by ({@code fgd}, {@code pwr-fgd}), in the
 *     order of summation; empty for others
 * @param seed of the draws of {@code random}; 0 for others
 * @param powerWeightPermille weight of power against fragmentation ({@code pwr-fgd}), 0 to 1000; 0
 *     for others
 * @param table what was learned ({@code wattpack} and its kin); null: nothing yet
 */
public record PlacementPolicy(
    PolicyName name,
    List<TypicalShape> typicalWorkload,
    long seed,
    int powerWeightPermille,
    @Nullable WasteTable table) {
  /** In force until another is applied. */
  public static final PlacementPolicy DEFAULT = of(PolicyName.WATTPACK);

  public PlacementPolicy {
    typicalWorkload = List.copyOf(typicalWorkload);
  }

  public static PlacementPolicy of(PolicyName name) {
    return new PlacementPolicy(name, List.of(), 0, 0, null);
  }

  /** One that decides by what was learned. */
  public static PlacementPolicy learned(PolicyName name, WasteTable table) {
    return new PlacementPolicy(name, List.of(), 0, 0, table);
  }
}
