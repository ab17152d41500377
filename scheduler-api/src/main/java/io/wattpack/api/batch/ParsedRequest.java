package io.wattpack.api.batch;

import org.jspecify.annotations.Nullable;

/**
 * One line of an input file as it was written: any member may be missing.
 *
 * @param body the bytes of the body as text, unchanged; null when it is missing or no object
 * @param inputs texts to embed
 * @param tokens estimate: bytes of the input text / 4, rounded up, at least 1
 * @param mistake what could not be read; null: nothing
 */
record ParsedRequest(
    @Nullable String customId,
    @Nullable String method,
    @Nullable String url,
    @Nullable String body,
    @Nullable String model,
    boolean hasInput,
    int inputs,
    long tokens,
    @Nullable BatchError mistake) {}
