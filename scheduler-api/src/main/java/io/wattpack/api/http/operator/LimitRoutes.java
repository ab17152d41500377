package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.wattpack.api.http.Access;
import io.wattpack.api.http.Answer;
import io.wattpack.api.http.BodyKind;
import io.wattpack.api.http.Call;
import io.wattpack.api.http.Endpoint;
import io.wattpack.api.http.Fields;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.loop.Intake;
import io.wattpack.api.view.StatusView;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.units.Watts;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Sets and clears an operator's limit on a power domain. Accepted means on disk; the shedding
 * follows.
 */
public final class LimitRoutes {
  /** No site on Earth: a figure above it is a slip of the keyboard. */
  static final long WATTS_MAX = 1_000_000_000_000L;

  private static final String PATH = "/api/v1/power-domains/:id/limit";

  private final Supplier<StatusView> fleet;
  private final Intake intake;
  private final InstantSource clock;

  /** Routes that check against the newest state and hand the order to {@code intake}. */
  public LimitRoutes(Supplier<StatusView> fleet, Intake intake, InstantSource clock) {
    this.fleet = fleet;
    this.intake = intake;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(HttpMethod.PUT, PATH, Access.OPERATOR, BodyKind.JSON, this::set),
        new Endpoint(HttpMethod.DELETE, PATH, Access.OPERATOR, BodyKind.NONE, this::clear));
  }

  private CompletionStage<Answer> set(Call call) {
    PowerDomainId domain = domain(call);
    Fields fields = new Fields(call.json()).allowOnly("limit_watts", "until");
    Watts limit = new Watts(fields.requiredInteger("limit_watts", 0, WATTS_MAX));
    return submit(new LimitChanged(domain, limit, Moments.until(fields, clock, "The limit")));
  }

  private CompletionStage<Answer> clear(Call call) {
    return submit(new LimitChanged(domain(call), null, null));
  }

  private PowerDomainId domain(Call call) {
    String id = call.path("id");
    return PowerTree.of(fleet.get().status())
        .find(id)
        .map(branch -> branch.domain().domain().id())
        .orElseThrow(() -> FleetViewRoutes.unknownDomain(id));
  }

  private CompletionStage<Answer> submit(LimitChanged event) {
    return intake.submit(event).thenApply(input -> Answer.json(202, accepted(input, event)));
  }

  private static ObjectNode accepted(long input, LimitChanged event) {
    Watts limit = event.limit();
    return JsonText.object()
        .put("input", input)
        .put("domain", event.domain().value())
        .put("limit_watts", limit == null ? null : (Long) limit.value())
        .put("until", Lists.timeOrNull(event.until()));
  }
}
