package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.ApiError;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Fields;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.model.PlacementPolicy;
import io.wattpack.core.model.PolicyName;
import io.wattpack.core.model.TypicalShape;
import io.wattpack.core.model.WasteTable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The policy by which places are chosen: read it, choose another by its name. */
public final class PolicyRoutes {
  private static final String PATH = "/api/v1/placement/policy";
  private static final int PERMILLE = 1000;
  private static final int POWER_WEIGHT_DEFAULT = 100;

  private final Supplier<StatusView> fleet;
  private final Intake intake;

  /** Routes over the newest state; a choice goes to {@code intake}. */
  public PolicyRoutes(Supplier<StatusView> fleet, Intake intake) {
    this.fleet = fleet;
    this.intake = intake;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.OPERATOR, this::get),
        new Endpoint(HttpMethod.PUT, PATH, Access.OPERATOR, BodyKind.JSON, this::put));
  }

  private CompletionStage<Answer> get(Call call) {
    return Answer.json(200, json(fleet.get().status().placement().policy())).now();
  }

  private CompletionStage<Answer> put(Call call) {
    Fields fields = new Fields(call.json()).allowOnly("name", "power_weight_permille", "seed");
    PlacementPolicy policy = policy(name(fields.requiredText("name")), fields);
    return intake.submit(new PolicyApplied(policy)).thenApply(input -> accepted(input, policy));
  }

  private static Answer accepted(long input, PlacementPolicy policy) {
    ObjectNode json = JsonText.object().put("input", input);
    return Answer.json(202, json.setAll(json(policy)));
  }

  /** What was learned is kept whatever is chosen, so that going back forgets nothing. */
  private PlacementPolicy policy(PolicyName name, Fields fields) {
    StatusView picture = fleet.get();
    OptionalLong seed = fields.integer("seed", 0, Long.MAX_VALUE);
    OptionalLong weight = fields.integer("power_weight_permille", 0, PERMILLE);
    refuseElsewhere("seed", seed, PolicyName.RANDOM, name);
    refuseElsewhere("power_weight_permille", weight, PolicyName.PWR_FGD, name);
    return new PlacementPolicy(
        name,
        measuresFragmentation(name) ? typical(picture, name) : List.of(),
        seed.orElse(0),
        name == PolicyName.PWR_FGD ? (int) weight.orElse(POWER_WEIGHT_DEFAULT) : 0,
        picture.status().placement().policy().table());
  }

  private static boolean measuresFragmentation(PolicyName name) {
    return name == PolicyName.FGD || name == PolicyName.PWR_FGD;
  }

  private static List<TypicalShape> typical(StatusView picture, PolicyName name) {
    List<TypicalShape> shapes = TypicalWork.of(picture);
    if (shapes.isEmpty()) {
      throw ApiError.inField(
              422,
              "no_typical_work",
              "name",
              "%s measures fragmentation by the work that is known, and there is none: no task and no pool.\nMaybe add a pool or submit tasks first."
                  .formatted(name.label()))
          .asException();
    }
    return shapes;
  }

  private static void refuseElsewhere(
      String member, OptionalLong value, PolicyName used, PolicyName name) {
    if (value.isPresent() && name != used) {
      throw Fields.invalid(
          member,
          "'%s' is only for %s, but the policy is %s.\nMaybe leave it out."
              .formatted(member, used.label(), name.label()));
    }
  }

  private static PolicyName name(String label) {
    PolicyName name = PolicyName.ofLabel(label);
    if (name == null) {
      throw Fields.invalid(
          "name",
          "No policy is named '%s'.\nMaybe one of %s."
              .formatted(
                  label,
                  Arrays.stream(PolicyName.values())
                      .map(PolicyName::label)
                      .collect(Collectors.joining(", "))));
    }
    return name;
  }

  private static ObjectNode json(PlacementPolicy policy) {
    WasteTable table = policy.table();
    ObjectNode json = JsonText.object();
    json.put("name", policy.name().label());
    json.put("learned", table != null);
    ArrayNode models = json.putArray("learned_gpu_models");
    if (table != null) {
      table.gpuModels().forEach(models::add);
    }
    json.put("power_weight_permille", policy.powerWeightPermille());
    json.put("seed", policy.seed());
    ArrayNode typical = json.putArray("typical_work");
    policy.typicalWorkload().forEach(shape -> typical.add(json(shape)));
    return json;
  }

  private static ObjectNode json(TypicalShape shape) {
    ObjectNode json = JsonText.object();
    json.put("count", shape.count());
    json.put("gpus", shape.gpuCount());
    json.put("gpu_share_milli", shape.milli());
    json.put("cpu_milli", shape.cpuMilli());
    ArrayNode models = json.putArray("gpu_models");
    shape.gpuModels().forEach(model -> models.add(model.value()));
    return json;
  }
}
