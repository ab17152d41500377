package io.wattpack.api.batch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wattpack.api.worker.LineAnswer;
import io.wattpack.api.worker.RequestLine;
import java.nio.charset.StandardCharsets;

/** Writes the lines of output and error files. */
final class LineWriter {
  private final String batch;

  LineWriter(String batch) {
    this.batch = batch;
  }

  /** A line that the model answered, well or badly. */
  SettledLine answered(RequestLine request, int chunk, LineAnswer answer) {
    boolean isOk = answer.statusCode() == 200;
    StringBuilder json = begin(request, answer.body().length());
    json.append(",\"response\":{\"status_code\":").append(answer.statusCode());
    json.append(",\"request_id\":");
    quote(answer.requestId(), json);
    json.append(",\"body\":").append(onOneLine(answer.body())).append("},\"error\":null}\n");
    long tokensUsed = isOk ? Math.max(0, answer.tokensUsed()) : 0;
    return new SettledLine(request.line(), chunk, isOk, request.tokens(), tokensUsed, bytes(json));
  }

  /** A line that never ran. */
  SettledLine closed(RequestLine request, int chunk, Closing closing) {
    StringBuilder json = begin(request, 0);
    json.append(",\"response\":null,\"error\":{\"code\":");
    quote(closing.code(), json);
    json.append(",\"message\":");
    quote(closing.message(), json);
    json.append("}}\n");
    return new SettledLine(request.line(), chunk, false, request.tokens(), 0, bytes(json));
  }

  /**
   * The id follows from the line, so that a line settled again after a crash has the id it would
   * have had.
   */
  private StringBuilder begin(RequestLine request, int bodyLength) {
    StringBuilder json = new StringBuilder(bodyLength + 256);
    json.append("{\"id\":\"batch_req_")
        .append(batch, batch.indexOf('_') + 1, batch.length())
        .append('_')
        .append(request.line())
        .append("\",\"custom_id\":");
    quote(request.customId(), json);
    return json;
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }

  /** A raw line break in JSON is white space between its parts: inside texts it is escaped. */
  private static String onOneLine(String body) {
    return body.indexOf('\n') < 0 && body.indexOf('\r') < 0
        ? body
        : body.replace('\n', ' ').replace('\r', ' ');
  }

  private static byte[] bytes(StringBuilder json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
