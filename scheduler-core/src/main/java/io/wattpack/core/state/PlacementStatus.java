package io.wattpack.core.state;

import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.PlacementPolicy;
import java.util.List;

/**
 * What decides where work may go now.
 *
 * @param policy by which places are chosen
 * @param closures what operators closed and is closed now, in the order of places
 */
public record PlacementStatus(PlacementPolicy policy, List<PlaceClosed> closures) {
  /** Nothing closed, and the policy that is in force before any other. */
  public static final PlacementStatus NOTHING_CLOSED =
      new PlacementStatus(PlacementPolicy.DEFAULT, List.of());

  public PlacementStatus {
    closures = List.copyOf(closures);
  }
}
