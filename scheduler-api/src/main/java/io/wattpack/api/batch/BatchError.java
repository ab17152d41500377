package io.wattpack.api.batch;

import org.jspecify.annotations.Nullable;

/**
 * A mistake in a batch's input.
 *
 * @param code stable, for example {@code duplicate_custom_id}
 * @param param the member concerned, for example {@code body.model}; null: the line or file as a
 *     whole
 * @param line its line in the input file, from 1; null: the file as a whole
 */
public record BatchError(
    String code, String message, @Nullable String param, @Nullable Integer line) {}
