package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.config.FileProblem;
import io.wattpack.api.config.FleetChange;
import io.wattpack.api.config.FleetDiff;
import io.wattpack.api.config.FleetFile;
import io.wattpack.api.config.FleetFileResult;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.ApiException;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.http.Reasons;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.view.FleetTrial;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.model.Fleet;
import io.wattpack.core.model.ManagedBy;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.image.FleetDrain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fleet as YAML: read it, see what another would change, apply that. */
public final class FleetRoutes {
  private static final String PATH = "/api/v1/fleet";
  private static final String YAML = "application/yaml; charset=utf-8";

  private final Supplier<StatusView> fleet;
  private final Intake intake;
  private final FleetTrial trial;
  private final Executor blocking;

  /**
   * Routes over the applied fleet; files are read on {@code blocking}, since a large one takes a
   * while.
   */
  public FleetRoutes(
      Supplier<StatusView> fleet, Intake intake, FleetTrial trial, Executor blocking) {
    this.fleet = fleet;
    this.intake = intake;
    this.trial = trial;
    this.blocking = blocking;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.OPERATOR, this::get),
        new Endpoint(HttpMethod.PUT, PATH, Access.OPERATOR, BodyKind.TEXT, this::put));
  }

  private CompletionStage<Answer> get(Call call) {
    return CompletableFuture.supplyAsync(() -> FleetFile.write(applied()), blocking)
        .thenApply(yaml -> Answer.text(200, YAML, yaml));
  }

  private CompletionStage<Answer> put(Call call) {
    String text = call.text();
    boolean isDryRun = call.queryFlag("dry_run");
    CompletionStage<Fleet> wanted = CompletableFuture.supplyAsync(() -> read(text), blocking);
    return wanted.thenCompose(isDryRun ? this::compare : this::apply);
  }

  private CompletionStage<Answer> compare(Fleet wanted) {
    return trial.apply(wanted).thenApply(outcome -> compared(wanted, outcome));
  }

  private Answer compared(Fleet wanted, FleetTrial.Outcome outcome) {
    ObjectNode json = JsonText.object();
    ArrayNode changes = json.putArray("changes");
    for (FleetChange change : FleetDiff.between(applied(), wanted)) {
      changes
          .addObject()
          .put("kind", change.kind().label())
          .put("path", change.path())
          .put("from", change.from())
          .put("to", change.to());
    }
    Reason refusal = outcome.refusal();
    json.set("drains", drains(outcome.drain()));
    json.set(
        "refusal", refusal == null ? null : Reasons.forOperator(refusal, fleet.get().status()));
    return Answer.json(200, json);
  }

  /** The fleet as it was applied, also while something that it gives up is still in use. */
  private Fleet applied() {
    StatusView picture = fleet.get();
    FleetDrain drain = picture.status().placement().drain();
    return drain == null ? picture.fleet() : drain.wanted();
  }

  private static ArrayNode drains(@Nullable FleetDrain drain) {
    ArrayNode drains = JsonText.object().putArray("drains");
    if (drain != null) {
      drain.nodes().forEach(node -> drains.add("nodes[%s]".formatted(node)));
      drain.miners().forEach(miners -> drains.add("minerGroups[%s]".formatted(miners)));
      drain.pools().forEach(pool -> drains.add("pools[%s]".formatted(pool)));
    }
    return drains;
  }

  private CompletionStage<Answer> apply(Fleet wanted) {
    return intake
        .submit(new FleetApplied(wanted, ManagedBy.FILE))
        .thenApply(input -> Answer.json(202, JsonText.object().put("input", input)));
  }

  private static Fleet read(String text) {
    return switch (FleetFile.read(text)) {
      case FleetFileResult.Valid(Fleet fleet) -> fleet;
      case FleetFileResult.Invalid(List<FileProblem> problems) -> throw invalid(problems);
    };
  }

  private static ApiException invalid(List<FileProblem> problems) {
    List<Map<String, Object>> errors = problems.stream().map(FleetRoutes::error).toList();
    return ApiError.of(
            422,
            "invalid_fleet",
            "The fleet file has %d mistakes; nothing was applied.".formatted(problems.size()))
        .withDetail("errors", errors)
        .asException();
  }

  private static Map<String, Object> error(FileProblem problem) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("path", problem.path());
    error.put("line", problem.line());
    error.put("column", problem.column());
    error.put("value", problem.value() == null ? "" : problem.value());
    error.put("kind", problem.kind().label());
    error.put("rule", problem.rule());
    error.put("hint", problem.hint());
    return error;
  }
}
