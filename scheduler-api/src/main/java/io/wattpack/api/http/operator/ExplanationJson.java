package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.core.explain.Candidate;
import io.wattpack.core.explain.Explanation;
import io.wattpack.core.explain.NearMiss;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explanations on the wire. */
final class ExplanationJson {
  private ExplanationJson() {}

  static ObjectNode of(Explanation explanation) {
    ObjectNode json = JsonText.object();
    json.put("work", explanation.work().toString());
    json.put("policy", explanation.policy().label());
    json.put("members", explanation.members());
    ArrayNode placed = json.putArray("placed");
    explanation.placed().forEach(node -> placed.add(node.value()));
    ArrayNode removed = json.putArray("removed");
    explanation
        .removed()
        .forEach(
            each -> removed.addObject().put("filter", each.filter()).put("nodes", each.nodes()));
    json.put("candidates", explanation.candidates());
    json.set("nearest", miss(explanation.nearest()));
    json.set("best", candidate(explanation.best()));
    json.set("runner_up", candidate(explanation.runnerUp()));
    return json;
  }

  private static @Nullable ObjectNode miss(@Nullable NearMiss miss) {
    return miss == null
        ? null
        : JsonText.object()
            .put("node", miss.node().value())
            .put("filter", miss.filter())
            .put("lacks", miss.lack().name().toLowerCase(Locale.ROOT))
            .put("amount", miss.amount())
            .put("domain", miss.domain() == null ? null : miss.domain().value());
  }

  private static @Nullable ObjectNode candidate(@Nullable Candidate candidate) {
    if (candidate == null) {
      return null;
    }
    ObjectNode json = JsonText.object();
    json.put("node", candidate.node().value());
    json.put("gpu_model", candidate.gpuModel().value());
    ArrayNode slots = json.putArray("slots");
    candidate.slots().forEach(slots::add);
    ArrayNode terms = json.putArray("terms");
    candidate
        .terms()
        .forEach(term -> terms.addObject().put("scorer", term.scorer()).put("value", term.value()));
    return json;
  }
}
