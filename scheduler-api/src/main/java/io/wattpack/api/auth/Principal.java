package io.wattpack.api.auth;

import io.wattpack.core.model.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param tenant whose objects the key sees; null exactly for operators
 * @param keyId the visible part of the key, fit for logs
 */
public record Principal(Role role, @Nullable TenantId tenant, String keyId) {
  public Principal {
    if ((role == Role.OPERATOR) != (tenant == null)) {
      throw new IllegalArgumentException(
          "The key %s has the role %s and the tenant %s, but exactly customers have a tenant."
              .formatted(keyId, role.label(), tenant));
    }
  }

  public boolean isOperator() {
    return role == Role.OPERATOR;
  }
}
