package io.wattpack.api.http.operator;

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
import io.wattpack.api.view.MinerAlarm;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MinerStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows miner groups, and sets and clears what an operator lets one run. Accepted means on disk;
 * the switching follows.
 */
public final class MinerRoutes {
  private static final String GROUPS = "/api/v1/miner-groups";
  private static final String GROUP = GROUPS + "/:id";
  private static final String LIMIT = GROUP + "/limit";
  private static final String OPERATOR_LIMIT = "operator_limit";

  private final Supplier<StatusView> fleet;
  private final Function<MinerGroupId, Optional<MinerAlarm>> alarms;
  private final Intake intake;
  private final InstantSource clock;

  /**
   * Routes that check against the newest state and hand the order to {@code intake}.
   *
   * @param alarms what is wrong now with the machines of a group; empty: nothing known
   */
  public MinerRoutes(
      Supplier<StatusView> fleet,
      Function<MinerGroupId, Optional<MinerAlarm>> alarms,
      Intake intake,
      InstantSource clock) {
    this.fleet = fleet;
    this.alarms = alarms;
    this.intake = intake;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(GROUPS, Access.OPERATOR, this::list),
        Endpoint.get(GROUP, Access.OPERATOR, this::one),
        new Endpoint(HttpMethod.PUT, GROUP, Access.OPERATOR, BodyKind.JSON, this::update),
        new Endpoint(HttpMethod.PUT, LIMIT, Access.OPERATOR, BodyKind.JSON, this::set),
        new Endpoint(HttpMethod.DELETE, LIMIT, Access.OPERATOR, BodyKind.NONE, this::clear));
  }

  private CompletionStage<Answer> list(Call call) {
    StatusView picture = fleet.get();
    return Answer.json(200, Lists.of(picture, MinersJson.of(picture.status()))).now();
  }

  private CompletionStage<Answer> one(Call call) {
    FleetStatus status = fleet.get().status();
    MinerStatus miner = find(status, call.path("id"));
    MinerAlarm alarm = alarms.apply(miner.group().id()).orElse(null);
    return Answer.json(200, MinersJson.whole(miner, status, alarm)).now();
  }

  /** The one member of a group that an operator may change: the others are in the fleet file. */
  private CompletionStage<Answer> update(Call call) {
    MinerGroup group = switchable(call.path("id"));
    Fields fields = new Fields(call.json()).allowOnly(OPERATOR_LIMIT);
    if (!call.json().has(OPERATOR_LIMIT)) {
      throw Fields.invalid(
          OPERATOR_LIMIT,
          "'operator_limit' must be told.\nMaybe {\"limit_steps\": 0}, or null to take it away.");
    }
    return call.json().get(OPERATOR_LIMIT).isNull()
        ? submit(group, null)
        : set(group, fields.object(OPERATOR_LIMIT).orElseThrow());
  }

  private CompletionStage<Answer> set(Call call) {
    return set(switchable(call.path("id")), call.json());
  }

  private CompletionStage<Answer> set(MinerGroup group, ObjectNode limit) {
    Fields fields = new Fields(limit).allowOnly("limit_steps", "limit_watts", "until");
    int steps = steps(fields, group);
    return submit(group, new MinerLimit(steps, Moments.until(fields, clock, "The limit")));
  }

  private CompletionStage<Answer> clear(Call call) {
    return submit(switchable(call.path("id")), null);
  }

  /** Steps as they are told, or as many as fit into the watts that are told. */
  private static int steps(Fields fields, MinerGroup group) {
    OptionalLong steps = fields.integer("limit_steps", 0, group.steps());
    OptionalLong watts = fields.integer("limit_watts", 0, LimitRoutes.WATTS_MAX);
    if (steps.isPresent() == watts.isPresent()) {
      throw Fields.invalid(
          "limit_steps",
          "Either 'limit_steps' or 'limit_watts' must be told, but %s was.\nMaybe 'limit_steps' from 0 to %d: miner group '%s' has %d steps of %d W at most."
              .formatted(
                  steps.isPresent() ? "both" : "neither",
                  group.steps(),
                  group.id(),
                  group.steps(),
                  group.wattsOf(1)));
    }
    return steps.isPresent()
        ? Math.toIntExact(steps.getAsLong())
        : group.stepsWithin(watts.getAsLong());
  }

  private MinerGroup switchable(String id) {
    MinerGroup group = find(fleet.get().status(), id).group();
    if (!group.isSwitchable()) {
      throw ApiError.of(
              409,
              "miner_group_not_switchable",
              "Miner group '%s' has the actuator none: nothing can switch its %d W.\nMaybe limit power domain '%s', or name its actuator in the fleet file."
                  .formatted(id, group.watts().value(), group.powerDomain()))
          .asException();
    }
    return group;
  }

  private static MinerStatus find(FleetStatus status, String id) {
    return status.miners().stream()
        .filter(miner -> miner.group().id().value().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ApiError.of(
                        404,
                        "miner_group_not_found",
                        "No miner group is named '%s'.\nMaybe one of GET %s.".formatted(id, GROUPS))
                    .asException());
  }

  private CompletionStage<Answer> submit(MinerGroup group, @Nullable MinerLimit limit) {
    return intake
        .submit(new MinerLimitChanged(group.id(), limit))
        .thenApply(input -> Answer.json(202, accepted(input, group, limit)));
  }

  private static ObjectNode accepted(long input, MinerGroup group, @Nullable MinerLimit limit) {
    return JsonText.object()
        .put("input", input)
        .put("id", group.id().value())
        .put("limit_steps", limit == null ? null : (Integer) limit.stepsMax())
        .put("limit_watts", limit == null ? null : (Long) group.wattsOf(limit.stepsMax()))
        .put("until", limit == null ? null : Lists.timeOrNull(limit.until()));
  }
}
