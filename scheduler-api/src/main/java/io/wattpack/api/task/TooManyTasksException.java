package io.wattpack.api.task;

import io.wattpack.core.model.TenantId;

/** The tenant has as many unfinished tasks as it may have; nothing was accepted. */
public final class TooManyTasksException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyTasksException(TenantId tenant, int max) {
    super(
        "The tenant (%s) has %d unfinished jobs, which is the limit. Maybe wait until some end, or cancel some."
            .formatted(tenant, max));
  }
}
