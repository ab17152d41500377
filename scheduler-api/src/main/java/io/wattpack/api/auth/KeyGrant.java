package io.wattpack.api.auth;

import io.wattpack.core.model.TenantId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A key that exists from the start of a service.
 *
 * @param file where its owner finds it; written with a new key when it does not exist
 * @param tenant null exactly for operators
 */
public record KeyGrant(Path file, Role role, @Nullable TenantId tenant) {
  public static KeyGrant operator(Path file) {
    return new KeyGrant(file, Role.OPERATOR, null);
  }

  public static KeyGrant customer(Path file, TenantId tenant) {
    return new KeyGrant(file, Role.CUSTOMER, tenant);
  }
}
