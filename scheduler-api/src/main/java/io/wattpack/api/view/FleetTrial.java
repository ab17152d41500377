package io.wattpack.api.view;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Applies a fleet to a copy of the state, to see what would come of it. */
@FunctionalInterface
public interface FleetTrial {
  CompletionStage<Outcome> apply(Fleet wanted);

  /**
   * What would come of it.
   *
   * @param refusal why it would be refused; null: it would not
   * @param drain what would stay until it is no longer in use; null: nothing
   */
  record Outcome(@Nullable Reason refusal, @Nullable FleetDrain drain) {}
}
