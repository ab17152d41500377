package io.wattpack.api.http;

import java.util.Optional;

/**
 * Turns what a service fails with into a refusal; empty for what nobody expects, which is logged
 * and answered as a 500.
 */
@FunctionalInterface
public interface Failures {
  Optional<ApiError> refusal(Throwable failure);
}
