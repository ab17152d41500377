package io.wattpack.api.batch;

import io.wattpack.core.model.ServiceTier;
import io.wattpack.core.model.TenantId;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Millijoules;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch as its tenant sees it.
 *
 * @param id {@code batch_} and 24 hex digits; also the id of its job in the core
 * @param model the one model of its lines; null until validated
 * @param errors why it failed; empty unless it did
 * @param outputFileId null while there is no good line
 * @param errorFileId null while there is no failed line
 * @param times when it entered its states
 * @param tokensUsed tokens the model counted in good lines
 * @param energy modelled: those tokens times the profile's energy per token
 * @param placements where its lines ran, in order of replicas' ids
 */
public record BatchObject(
    String id,
    TenantId tenant,
    BatchState state,
    String endpoint,
    String inputFileId,
    String completionWindow,
    Map<String, String> metadata,
    ServiceTier tier,
    @Nullable String model,
    List<BatchError> errors,
    @Nullable String outputFileId,
    @Nullable String errorFileId,
    Times times,
    Counts counts,
    long tokensUsed,
    Millijoules energy,
    List<Placement> placements) {
  /** Moments; null: not (yet). */
  public record Times(
      EpochMillis createdAt,
      EpochMillis expiresAt,
      @Nullable EpochMillis inProgressAt,
      @Nullable EpochMillis finalizingAt,
      @Nullable EpochMillis completedAt,
      @Nullable EpochMillis failedAt,
      @Nullable EpochMillis expiredAt,
      @Nullable EpochMillis cancellingAt,
      @Nullable EpochMillis cancelledAt) {}

  /**
   * Requests: all of them, those answered well, those answered badly or not at all. Total is 0
   * until validated.
   */
  public record Counts(long total, long completed, long failed) {}

  /** Lines that ran on one node. */
  public record Placement(String site, String gpuContainer, String node, long lines) {}
}
