package io.wattpack.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why a job or a batch waits, with the numbers, and what would free it. */
@Command(
    name = "explain",
    description = "Says why a job or a batch waits, and what would let it run.")
class JobExplainCommand implements Callable<Integer> {
  private static final String BATCH_PREFIX = "batch_";

  @Mixin private SharedOptions shared;

  @Parameters(paramLabel = "JOB", description = "The id of a job or of a batch.")
  private String id;

  @Override
  public Integer call() {
    if (id.startsWith(BATCH_PREFIX)) {
      JsonNode batch = shared.asCustomer().get("/batches/" + ApiClient.step(id));
      print(batch, batch.path("status").asText(), batch.at("/x_wattpack/why_waiting"));
    } else {
      JsonNode job = shared.asOperator().get("/api/v1/jobs/" + ApiClient.step(id));
      print(job, job.path("state").asText(), JobColumns.reason(job));
    }
    return ExitCode.OK.code();
  }

  private void print(JsonNode job, String state, JsonNode reason) {
    JsonNode places = places();
    List<String> lines = explained(state, reason);
    lines.addAll(Math.max(1, lines.size() - 1), ExplanationLines.of(places));
    shared.printer().lines(((ObjectNode) job.deepCopy()).set("explanation", places), lines);
  }

  /** How the fleet looks to the job; only an operator is told, and nobody needs it. */
  private JsonNode places() {
    try {
      return shared.asOperator().get("/api/v1/jobs/" + ApiClient.step(id) + "/explanation");
    } catch (CommandFailure withoutIt) {
      return Json.object();
    }
  }

  private List<String> explained(String state, JsonNode reason) {
    List<String> lines = new ArrayList<>();
    if (!reason.isObject()) {
      lines.add("%s is %s; nothing holds it back.".formatted(id, state));
      return lines;
    }
    lines.add("%s is %s: %s".formatted(id, state, Column.text(reason.path("message"))));
    lines.add("  code     " + reason.path("code").asText());
    figure(lines, "domain", reason.path("domain"), "");
    figure(lines, "asked", reason.path("asked"), unit(reason));
    figure(lines, "free", reason.path("free_watts"), " W");
    figure(lines, "limit", reason.path("limit_watts"), " W");
    figure(lines, "about", reason.path("subject"), "");
    lines.add("Maybe " + next(reason));
    return lines;
  }

  private static void figure(List<String> lines, String name, JsonNode value, String unit) {
    if (!value.isMissingNode() && !value.isNull()) {
      lines.add("  %-8s %s%s".formatted(name, value.asText(), unit));
    }
  }

  private static String unit(JsonNode reason) {
    if (isAboutPower(reason)) {
      return " W";
    }
    return switch (reason.path("code").asText()) {
      case "NO_FREE_CPU" -> " thousandths of a core";
      case "NO_FREE_MEMORY" -> " MiB";
      case "GANG_TOO_LARGE" -> " members";
      default -> " GPUs";
    };
  }

  private static boolean isAboutPower(JsonNode reason) {
    return switch (reason.path("code").asText()) {
      case "POWER_LIMITED",
          "IN_BREACH",
          "MINER_YIELDS",
          "LIMIT_FELL",
          "LIMIT_WILL_FALL",
          "METER_ABOVE_BOOKED",
          "ACTUATOR_OVERDUE" ->
          true;
      default -> false;
    };
  }

  private String next(JsonNode reason) {
    String domain = reason.path("domain").asText();
    if (isAboutPower(reason)) {
      return domain.isEmpty()
          ? "look where power is short: `wattpack site list`, as an operator."
          : "run `wattpack power get %s`, then raise its limit or `wattpack power limit %<s --clear`."
              .formatted(domain);
    }
    return switch (reason.path("code").asText()) {
      case "NO_COMPATIBLE_GPU" ->
          "ask for less, or for another GPU model: `wattpack job create --help`.";
      case "CORDONED" -> "see what is closed: `wattpack node list`, as an operator.";
      case "TAINTED" -> "tolerate the taint: `wattpack job create --tolerate TAINT`.";
      case "SPREAD_LIMITED", "GANG_TOO_LARGE" ->
          "ask for fewer members, or let more of them stand together: `wattpack job create --help`.";
      case "DOES_NOT_WAIT" -> "submit it again without --no-wait.";
      case "MODEL_NOT_SERVED" -> "see what is served: `curl $OPENAI_BASE_URL/models`.";
      default -> "look again: `wattpack why %s`.".formatted(id);
    };
  }
}
