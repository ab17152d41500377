package io.wattpack.api.batch;

import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import org.jspecify.annotations.Nullable;

/**
 * A file of a tenant: an upload, or the output or errors of a batch.
 *
 * @param id {@code file-} and 24 hex digits
 * @param bytes its size; that of a running batch's output grows
 * @param purpose {@code batch} or {@code batch_output}
 * @param expiresAt when it is deleted; null: never
 * @param batch the batch whose results it shows; null: an upload
 * @param isOutput of a batch: answers (true) or errors (false)
 */
public record FileObject(
    String id,
    TenantId tenant,
    long bytes,
    EpochMillis createdAt,
    String filename,
    String purpose,
    @Nullable EpochMillis expiresAt,
    @Nullable String batch,
    boolean isOutput) {
  public static final String PURPOSE_BATCH = "batch";
  public static final String PURPOSE_OUTPUT = "batch_output";
}
