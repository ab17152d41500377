package io.wattpack.api.batch;

import io.wattpack.api.loop.PlanListener;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.plan.Plan;
import io.wattpack.core.state.FleetStatus;
import java.util.List;

/**
 * The models that something can answer: the fleet has a pool for them, and a model server knows
 * them.
 */
public final class ModelCatalog implements PlanListener {
  private final List<ModelId> answerable;
  private volatile Fleet fleet = Fleet.EMPTY;

  /**
   * @param answerable the models that the model servers know
   */
  public ModelCatalog(List<ModelId> answerable) {
    this.answerable = List.copyOf(answerable);
  }

  @Override
  public void planned(long sequence, Plan plan, Fleet applied, FleetStatus status) {
    fleet = applied;
  }

  /** All of them, in order of their ids. */
  public List<ModelId> models() {
    return answerable.stream().filter(model -> serves(model, ServiceTier.FLEX)).sorted().toList();
  }

  /** Whether work of this tier can be answered: by a pool of its own tier or a higher one. */
  public boolean serves(ModelId model, ServiceTier tier) {
    return answerable.contains(model)
        && fleet.pools().stream()
            .anyMatch(pool -> pool.id().model().equals(model) && pool.id().tier().mayServe(tier));
  }
}
