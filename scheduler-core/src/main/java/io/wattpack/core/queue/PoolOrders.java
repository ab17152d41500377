package io.wattpack.core.queue;

import io.wattpack.core.model.BatchWork;
import io.wattpack.core.model.Job;
import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.PoolId;
import io.wattpack.core.model.Tenant;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.plan.PoolShare;
import io.wattpack.core.state.OrderKey;
import io.wattpack.core.state.State;
import io.wattpack.core.state.column.Codes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;

/**
 * The jobs a pool works on, in order: its own tier first, then lower tiers, by age.
 *
 * <p>A pool is given at most {@value #SHARES_MAX} jobs, taken from each tenant in turn, so that no
 * tenant's many jobs push another's few out of the list or make a plan long.
 */
public final class PoolOrders {
  static final int SHARES_MAX = 256;

  private static final Comparator<OrderKey> BY_AGE =
      Comparator.comparingInt(OrderKey::tier)
          .thenComparingLong(OrderKey::submittedAt)
          .thenComparing(OrderKey::job);

  private PoolOrders() {}

  public static List<PoolShare> of(State state, int pool) {
    List<OrderKey> chosen = choose(state, state.topology().pool(pool).id());
    chosen.sort(BY_AGE);
    return chosen.stream().map(key -> share(state, key)).toList();
  }

  private static List<OrderKey> choose(State state, PoolId pool) {
    List<OrderKey> turn = heads(state, pool);
    List<OrderKey> chosen = new ArrayList<>();
    while (!turn.isEmpty() && chosen.size() < SHARES_MAX) {
      turn.sort(BY_AGE);
      List<OrderKey> next = new ArrayList<>();
      for (OrderKey key : turn.subList(0, Math.min(turn.size(), SHARES_MAX - chosen.size()))) {
        chosen.add(key);
        OrderKey after = batches(state).higherKey(key);
        if (after != null && after.model().equals(key.model()) && isOf(after, key.tenant())) {
          next.add(after);
        }
      }
      turn = next;
    }
    return chosen;
  }

  /** The first batch of each tenant that the pool may work on. */
  private static List<OrderKey> heads(State state, PoolId pool) {
    List<OrderKey> heads = new ArrayList<>();
    ModelId model = pool.model();
    int tier = Codes.of(pool.tier());
    OrderKey first = batches(state).ceilingKey(OrderKey.before(model, FIRST_TENANT, tier));
    while (first != null && first.model().equals(model)) {
      TenantId tenant = first.tenant();
      OrderKey head = batches(state).ceilingKey(OrderKey.before(model, tenant, tier));
      if (head != null && head.model().equals(model) && isOf(head, tenant)) {
        heads.add(head);
      }
      first = batches(state).higherKey(OrderKey.before(model, tenant, Integer.MAX_VALUE));
    }
    return heads;
  }

  private static final TenantId FIRST_TENANT = new TenantId("!");

  private static boolean isOf(OrderKey key, TenantId tenant) {
    return key.tenant().equals(tenant);
  }

  private static NavigableMap<OrderKey, Integer> batches(State state) {
    return state.batchOrder().entries();
  }

  private static PoolShare share(State state, OrderKey key) {
    Integer slot = state.batchOrder().get(key);
    if (slot == null) {
      throw new IllegalStateException("The batch %s is not in the order.".formatted(key.job()));
    }
    Job job = state.jobs().job(slot);
    Tenant tenant = state.topology().tenant(job.tenant());
    int weight = tenant == null ? 1 : tenant.weight();
    return job.work() instanceof BatchWork batch
        ? new PoolShare(job.id(), weight, batch.allowedSites())
        : new PoolShare(job.id(), weight, List.of());
  }
}
