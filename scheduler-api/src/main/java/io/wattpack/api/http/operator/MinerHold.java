package io.wattpack.api.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wattpack.api.http.JsonText;
import io.wattpack.api.http.Reasons;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.PowerDomainId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.plan.image.FleetDrain;
import io.wattpack.core.state.DomainStatus;
import io.wattpack.core.state.FleetStatus;
import io.wattpack.core.state.MinerStatus;
import io.wattpack.core.units.EpochMillis;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a miner group does not run more steps than are ordered: the first of the filler's conditions
 * that is not met. Holds for the moment after a step, when whatever could start has been ordered.
 */
final class MinerHold {
  private final MinerStatus miner;
  private final FleetStatus status;

  private MinerHold(MinerStatus miner, FleetStatus status) {
    this.miner = miner;
    this.status = status;
  }

  /** Null: all of its steps are ordered, or it cannot be switched. */
  static @Nullable ObjectNode of(MinerStatus miner, FleetStatus status) {
    MinerGroup group = miner.group();
    boolean runsWhole = miner.steps().ordered() == group.steps();
    return runsWhole || !group.isSwitchable() ? null : new MinerHold(miner, status).find();
  }

  private ObjectNode find() {
    FleetDrain drain = status.placement().drain();
    MinerLimit limit = miner.operatorLimit();
    if (drain != null && drain.miners().contains(miner.group().id())) {
      return because("DRAINED", "The fleet gives it up: it goes off and stays off.");
    }
    if (limit != null && miner.steps().ordered() >= limit.stepsMax()) {
      return operator(limit);
    }
    if (miner.steps().isFalling()) {
      return because(
          "FALL_UNDER_WAY",
          "%d steps are on their way off; none goes on before the site has confirmed that their watts are gone."
              .formatted(miner.steps().drawn() - miner.steps().ordered()));
    }
    EpochMillis ready = readyAt();
    if (ready != null && ready.isAfter(status.at())) {
      return because(
              "LEAST_TIME_OFF",
              "Steps went off, and none goes on again for %d ms after that (offMillisMin)."
                  .formatted(miner.group().offMillisMin()))
          .put("until", Lists.time(ready));
    }
    return power();
  }

  private static ObjectNode because(String code, String message) {
    return JsonText.object().put("code", code).put("message", message);
  }

  private ObjectNode operator(MinerLimit limit) {
    EpochMillis until = limit.until();
    return because(
            ReasonCode.OPERATOR_LIMIT.name(),
            "An operator lets %d of its %d steps run %s."
                .formatted(
                    limit.stepsMax(),
                    miner.group().steps(),
                    until == null ? "until that is withdrawn" : "until " + Lists.time(until)))
        .put("until", Lists.timeOrNull(until));
  }

  private @Nullable EpochMillis readyAt() {
    EpochMillis since = miner.offSince();
    return since == null ? null : since.plusMillis(miner.group().offMillisMin());
  }

  /** The domain with the least headroom, if that is too little for one step more. */
  private ObjectNode power() {
    MinerGroup group = miner.group();
    int next = miner.steps().ordered() + 1;
    long asked = group.wattsOf(next) - group.wattsOf(next - 1);
    DomainStatus least = tightest(group.powerDomain());
    return least != null && least.headroom().value() < asked
        ? Reasons.forOperator(
            Reason.inDomain(ReasonCode.POWER_LIMITED, least.domain().id(), asked), status)
        : because(
            "WORK_WAITS",
            "Work that waits for power in the same power tree comes first, or the next step decides.");
  }

  private @Nullable DomainStatus tightest(PowerDomainId lowest) {
    Map<PowerDomainId, DomainStatus> domains = new LinkedHashMap<>();
    status.domains().forEach(domain -> domains.put(domain.domain().id(), domain));
    DomainStatus least = null;
    DomainStatus above = domains.get(lowest);
    while (above != null) {
      if (least == null || above.headroom().value() < least.headroom().value()) {
        least = above;
      }
      PowerDomainId parent = above.domain().parent();
      above = parent == null ? null : domains.get(parent);
    }
    return least;
  }
}
