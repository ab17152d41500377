package io.wattpack.api.batch;

import org.jspecify.annotations.Nullable;

/**
 * Why a request of a tenant was not carried out; nothing of it was stored.
 *
 * @param status HTTP status
 * @param code stable, for example {@code file_not_found}
 * @param param the member concerned; null: none
 * @param isRetryable whether the same request may succeed later
 */
public record Refusal(
    int status, String code, @Nullable String param, String message, boolean isRetryable) {
  static Refusal invalid(int status, String code, @Nullable String param, String message) {
    return new Refusal(status, code, param, message, false);
  }

  static Refusal notFound(String what, String id, @Nullable String param) {
    return invalid(404, what + "_not_found", param, "No %s is named '%s'.".formatted(what, id));
  }

  static Refusal storageFull() {
    return new Refusal(
        507,
        "storage_full",
        null,
        "Storage is full: nothing was stored.\nMaybe delete files that are no longer needed.",
        false);
  }
}
