package io.wattpack.api.worker;

/**
 * What the model server answered to one line.
 *
 * @param statusCode HTTP status; 200 is success
 * @param requestId of the answer, {@code req_...}
 * @param body the answer's JSON body
 * @param tokensUsed tokens the model counted; 0 if it failed
 */
public record LineAnswer(
    int line, int statusCode, String requestId, String body, long tokensUsed) {}
