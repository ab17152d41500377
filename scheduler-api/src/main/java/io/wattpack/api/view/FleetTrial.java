package io.wattpack.api.view;

import io.wattpack.core.model.Fleet;
import io.wattpack.core.plan.Reason;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Applies a fleet to a copy of the state, to see what would come of it. */
@FunctionalInterface
public interface FleetTrial {
  /** Why the fleet would be refused; empty: it would not. */
  CompletionStage<Optional<Reason>> refusalOf(Fleet wanted);
}
