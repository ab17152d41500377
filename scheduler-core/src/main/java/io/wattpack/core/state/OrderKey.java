package io.wattpack.core.state;

import io.wattpack.core.model.ModelId;
import io.wattpack.core.model.TenantId;
import java.util.Comparator;

/** Where a batch stands among those of its model and tenant: tier, then age. */
public record OrderKey(ModelId model, TenantId tenant, int tier, long submittedAt, String job)
    implements Comparable<OrderKey> {
  private static final Comparator<OrderKey> ORDER =
      Comparator.comparing(OrderKey::model)
          .thenComparing(OrderKey::tenant)
          .thenComparingInt(OrderKey::tier)
          .thenComparingLong(OrderKey::submittedAt)
          .thenComparing(OrderKey::job);

  @Override
  public int compareTo(OrderKey other) {
    return ORDER.compare(this, other);
  }

  /** Before every batch of the model and tenant. */
  public static OrderKey before(ModelId model, TenantId tenant, int tier) {
    return new OrderKey(model, tenant, tier, Long.MIN_VALUE, "");
  }
}
