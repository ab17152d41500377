package io.wattpack.api.worker;

/**
 * One request of a batch.
 *
 * @param line its number in the input file, from 1
 * @param url for example {@code /v1/embeddings}
 * @param body the request's JSON body
 * @param tokens the estimate made at validation
 */
public record RequestLine(int line, String customId, String url, String body, long tokens) {}
