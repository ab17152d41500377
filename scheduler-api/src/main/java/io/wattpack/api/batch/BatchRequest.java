package io.wattpack.api.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant asks for with a new batch; checked by {@link BatchService#create}.
 *
 * @param completionWindow one of 1h, 4h, 12h, 24h, 48h, 72h, 7d
 * @param metadata at most 16 pairs, keys of at most 64 and values of at most 512 characters
 * @param outputExpiresAfterSeconds life of the output files from the batch's creation; null: for
 *     ever
 */
public record BatchRequest(
    String inputFileId,
    String endpoint,
    String completionWindow,
    Map<String, String> metadata,
    @Nullable Long outputExpiresAfterSeconds) {}
