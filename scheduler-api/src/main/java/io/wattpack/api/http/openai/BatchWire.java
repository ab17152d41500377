package io.wattpack.api.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.batch.BatchError;
import io.wattpack.api.batch.BatchObject;
import io.wattpack.api.http.JsonText;
import org.jspecify.annotations.Nullable;

/** A batch on the wire: the members the clients know, and ours under {@code x_wattpack}. */
final class BatchWire {
  private final WaitingReasons waiting;

  BatchWire(WaitingReasons waiting) {
    this.waiting = waiting;
  }

  JsonNode of(BatchObject batch) {
    ObjectNode json = JsonText.object();
    json.put("id", batch.id());
    json.put("object", "batch");
    json.put("endpoint", batch.endpoint());
    json.set("errors", errors(batch));
    json.put("input_file_id", batch.inputFileId());
    json.put("completion_window", batch.completionWindow());
    json.put("status", batch.state().label());
    json.put("output_file_id", batch.outputFileId());
    json.put("error_file_id", batch.errorFileId());
    times(json, batch.times());
    counts(json.putObject("request_counts"), batch.counts());
    json.set("metadata", JsonText.tree(batch.metadata()));
    json.put("model", batch.model());
    usage(json.putObject("usage"), batch.tokensUsed());
    extras(json.putObject("x_wattpack"), batch);
    return json;
  }

  private static @Nullable JsonNode errors(BatchObject batch) {
    if (batch.errors().isEmpty()) {
      return null;
    }
    ObjectNode list = JsonText.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (BatchError error : batch.errors()) {
      data.addObject()
          .put("code", error.code())
          .put("message", error.message())
          .put("param", error.param())
          .put("line", error.line());
    }
    return list;
  }

  private static void times(ObjectNode json, BatchObject.Times times) {
    json.put("created_at", WireTime.seconds(times.createdAt()));
    json.put("in_progress_at", WireTime.secondsOrNull(times.inProgressAt()));
    json.put("expires_at", WireTime.seconds(times.expiresAt()));
    json.put("finalizing_at", WireTime.secondsOrNull(times.finalizingAt()));
    json.put("completed_at", WireTime.secondsOrNull(times.completedAt()));
    json.put("failed_at", WireTime.secondsOrNull(times.failedAt()));
    json.put("expired_at", WireTime.secondsOrNull(times.expiredAt()));
    json.put("cancelling_at", WireTime.secondsOrNull(times.cancellingAt()));
    json.put("cancelled_at", WireTime.secondsOrNull(times.cancelledAt()));
  }

  private static void counts(ObjectNode json, BatchObject.Counts counts) {
    json.put("total", counts.total());
    json.put("completed", counts.completed());
    json.put("failed", counts.failed());
  }

  private static void usage(ObjectNode json, long tokens) {
    json.put("input_tokens", tokens);
    json.putObject("input_tokens_details").put("cached_tokens", 0);
    json.put("output_tokens", 0);
    json.putObject("output_tokens_details").put("reasoning_tokens", 0);
    json.put("total_tokens", tokens);
  }

  private void extras(ObjectNode json, BatchObject batch) {
    json.put("tier", batch.tier().label());
    ArrayNode sites = json.putObject("placement").putArray("sites");
    for (BatchObject.Placement place : batch.placements()) {
      sites
          .addObject()
          .put("site", place.site())
          .put("gpu_container", place.gpuContainer())
          .put("node", place.node())
          .put("lines", place.lines());
    }
    json.putObject("energy")
        .put("joules_used", batch.energy().value() / 1000.0)
        .put("source", "modelled");
    json.set("why_waiting", batch.state().isFinal() ? null : waiting.of(batch.id()));
  }
}
