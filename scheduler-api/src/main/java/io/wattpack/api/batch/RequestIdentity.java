package io.wattpack.api.batch;

import org.jspecify.annotations.Nullable;

/**
 * What tells a repeated request from a second one.
 *
 * @param scope the API key's id, the method and the path, for example {@code k1 POST /v1/batches}
 * @param idempotencyKey the {@code Idempotency-Key} header; null: none was sent
 * @param bodyHash hash of the body as it was sent; for an upload the service computes it from the
 *     file's bytes and name
 * @param retryCount {@code x-stainless-retry-count}; 0 for a first try
 */
public record RequestIdentity(
    String scope, @Nullable String idempotencyKey, String bodyHash, int retryCount) {
  RequestIdentity withBodyHash(String hash) {
    return new RequestIdentity(scope, idempotencyKey, hash, retryCount);
  }
}
