package io.wattpack.core.state;

import io.wattpack.core.event.BatchProgressed;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.Event;
import io.wattpack.core.event.FleetApplied;
import io.wattpack.core.event.JobCancelled;
import io.wattpack.core.event.JobEnded;
import io.wattpack.core.event.JobSubmitted;
import io.wattpack.core.event.LimitChanged;
import io.wattpack.core.event.MinerLimitChanged;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.event.NodeReadinessChanged;
import io.wattpack.core.event.PlaceClosed;
import io.wattpack.core.event.PolicyApplied;
import io.wattpack.core.event.PowerEventCancelled;
import io.wattpack.core.event.PowerEventPosted;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.TelemetryReported;
import io.wattpack.core.event.WeatherObserved;
import io.wattpack.core.model.MinerGroupId;
import io.wattpack.core.plan.Reason;
import io.wattpack.core.plan.ReasonCode;
import org.jspecify.annotations.Nullable;

/** Applies events. Total: what makes no sense changes nothing and gives the reason. */
final class EventReducer {
  private final State state;
  private final JobEvents jobs;
  private final ReplicaEvents replicas;
  private final FleetChange fleet;
  private final PlaceEvents places;
  private final LimitEvents limits;
  private final MeterEvents meters;

  EventReducer(State state) {
    this.state = state;
    jobs = new JobEvents(state);
    replicas = new ReplicaEvents(state);
    fleet = new FleetChange(state);
    places = new PlaceEvents(state);
    limits = new LimitEvents(state);
    meters = new MeterEvents(state);
  }

  @Nullable Reason apply(Event event) {
    return switch (event) {
      case FleetApplied applied -> fleet.apply(applied);
      case LimitChanged changed -> limits.change(changed);
      case MinerLimitChanged changed -> limits.change(changed);
      case JobSubmitted submitted -> jobs.submit(submitted.job());
      case JobCancelled cancelled -> jobs.cancel(cancelled.job());
      case JobEnded ended -> jobs.end(ended.job());
      case BatchProgressed progressed -> jobs.progress(progressed);
      case ReplicaLoading loading -> replicas.loading(loading.replica());
      case ReplicaReady ready -> replicas.ready(ready.replica());
      case ReplicaStopped stopped -> replicas.stopped(stopped);
      case CapApplied applied -> replicas.capped(applied);
      case MinerStarted up -> confirm(up.minerGroup(), up.steps(), up.order());
      case MinerStopped down -> confirm(down.minerGroup(), down.steps(), down.order());
      case NodeReadinessChanged changed -> places.ready(changed);
      case PlaceClosed closed -> places.close(closed);
      case PolicyApplied applied -> places.decideBy(applied.policy());
      case WeatherObserved observed -> limits.observe(observed);
      case TelemetryReported reported -> meters.report(reported);
      case PowerEventPosted posted -> limits.post(posted.powerEvent());
      case PowerEventCancelled cancelled -> limits.cancel(cancelled.powerEvent());
    };
  }

  private @Nullable Reason confirm(MinerGroupId id, int steps, long order) {
    int miner = state.topology().minerOf(id);
    if (miner < 0) {
      return Reason.about(ReasonCode.UNKNOWN_ID, id.value());
    }
    Miners miners = state.miners();
    if (!miners.isSwitchable(miner) || !miners.confirm(miner, steps, order, state.now())) {
      return Reason.about(ReasonCode.NOT_APPLICABLE, id.value());
    }
    fleet.endDrain();
    return null;
  }
}
