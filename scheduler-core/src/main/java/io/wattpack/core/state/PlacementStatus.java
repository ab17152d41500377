package io.wattpack.core.state;

import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides where work may go now.
 *
 * @param policy by which places are chosen
 * @param closures what operators closed and is closed now, in the order of places
 * @param drain what the fleet gives up as soon as it is no longer in use; null: nothing
 */
public record PlacementStatus(
    PlacementPolicy policy, List<PlaceClosed> closures, @Nullable FleetDrain drain) {
  /** Nothing closed, and the policy that is in force before any other. */
  public static final PlacementStatus NOTHING_CLOSED =
      new PlacementStatus(PlacementPolicy.DEFAULT, List.of(), null);

  public PlacementStatus {
    closures = List.copyOf(closures);
  }
}
