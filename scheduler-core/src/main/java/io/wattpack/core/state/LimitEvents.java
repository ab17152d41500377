package io.wattpack.core.state;

import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.MinerLimit;
import io.wattpack.core.model.PowerEvent;
import io.wattpack.core.model.PowerEventId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import io.wattpack.core.power.Caps;
import io.wattpack.core.power.GridLimit;
import io.wattpack.core.units.EpochMillis;
import io.wattpack.core.units.Watts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies what changes how much a domain may draw. */
final class LimitEvents {
  private final State state;

  LimitEvents(State state) {
    this.state = state;
  }

  @Nullable Reason change(LimitChanged changed) {
    int domain = state.topology().domainOf(changed.domain());
    if (domain < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, changed.domain().value());
    }
    World world = state.world();
    world.limitEnds().remove(new World.LimitEnd(world.ledger().limitEnd(domain), domain));
    Watts watts = changed.limit();
    EpochMillis until = changed.until();
    long limit = watts == null ? Caps.NO_LIMIT : watts.value();
    long end = watts == null || until == null ? Long.MAX_VALUE : until.value();
    world.ledger().limit(domain, limit, end, state.now());
    if (end != Long.MAX_VALUE) {
      world.limitEnds().put(new World.LimitEnd(end, domain), Boolean.TRUE);
    }
    return null;
  }

  @Nullable Reason change(MinerLimitChanged changed) {
    String id = changed.minerGroup().value();
    int miner = state.topology().minerOf(changed.minerGroup());
    if (miner < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, id);
    }
    MinerLimit limit = changed.limit();
    if (!state.miners().isSwitchable(miner) || (limit != null && !isPossible(limit, miner))) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, id);
    }
    state.minerLimits().put(miner, limit);
    return null;
  }

  private boolean isPossible(MinerLimit limit, int miner) {
    return limit.stepsMax() >= 0
        && limit.stepsMax() <= state.topology().miner(miner).steps()
        && limit.holdsAt(state.now());
  }

  @Nullable Reason observe(WeatherObserved observed) {
    int site = state.topology().siteIndexOf(observed.site());
    if (site < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, observed.site().value());
    }
    state
        .world()
        .observe(site, observed.meanMilliCelsius(), observed.outsideMilliCelsius(), state.now());
    return null;
  }

  @Nullable Reason post(PowerEvent event) {
    int span = state.topology().spans().of(event.domain());
    if (span < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, event.domain().value());
    }
    EpochMillis end = event.end();
    boolean endsInTime = end == null || end.isAfter(event.start());
    if (!endsInTime || !isInReach(event)) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, event.id().value());
    }
    PowerEvent before = state.gridEvents().find(event.id());
    if (before != null) {
      state.world().forget(event.id(), state.now());
    }
    forgetOver(span);
    long hardware = state.world().schedule().carries(span);
    PowerEvent after = GridLimit.replacing(before, event, hardware, state.now());
    state.world().post(span, after, state.now());
    return null;
  }

  /** Moments that add up, so that no figure of theirs overflows. */
  private static boolean isInReach(PowerEvent event) {
    EpochMillis last = event.end() == null ? event.start() : event.end();
    return last.value() <= GridLimit.MOMENT_MAX
        && event.rampMillis() >= 0
        && event.rampMillis() <= GridLimit.RAMP_MILLIS_MAX;
  }

  /** What is over is kept until the domain or region is asked for something else. */
  private void forgetOver(int span) {
    List<PowerEvent> known = state.gridEvents().of(span);
    if (known != null) {
      known.stream()
          .filter(event -> GridLimit.isOver(event, state.now()))
          .forEach(event -> state.world().forget(event.id(), state.now()));
    }
  }

  @Nullable Reason cancel(PowerEventId id) {
    if (state.gridEvents().spanOf(id) < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, id.value());
    }
    state.world().withdraw(id, state.now());
    return null;
  }
}
