package io.wattpack.api.site.virtual;

import io.wattpack.api.site.DesiredReplica;
import io.wattpack.api.site.Outbox;
import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.event.CapApplied;
import io.wattpack.core.event.ReplicaLoading;
import io.wattpack.core.event.ReplicaReady;
import io.wattpack.core.event.ReplicaStopped;
import io.wattpack.core.event.StopCause;
import io.wattpack.core.model.NodeId;
import io.wattpack.core.model.ReplicaId;
import io.wattpack.core.model.ReplicaState;
import io.wattpack.core.model.Site;
import io.wattpack.core.plan.DeviceBooking;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One simulated replica, from its start to its end. */
final class VirtualReplica {
  /** From the order to hold GPUs to a cap until the driver has done so. */
  static final long CAP_MILLIS = 1_000;

  /** From the order to pause until its requests have ended; its GPUs are held to their cap then. */
  static final long PAUSE_MILLIS = 500;

  private final ReplicaId id;
  private final List<NodeId> nodes;
  private final List<DeviceBooking> devices;
  private final long loadMillis;
  private final long runMillis;
  private final Site site;
  private final Stopwatch stopwatch;
  private final Outbox outbox;
  private ReplicaState state = ReplicaState.STARTING;
  private Cancellable next = () -> {};
  private Cancellable cap = () -> {};
  private int capOrder;
  private @Nullable Watts held;

  VirtualReplica(DesiredReplica desired, Site site, Stopwatch stopwatch, Outbox outbox) {
    this.id = desired.id();
    this.nodes = desired.nodes();
    this.devices = desired.devices();
    this.held = desired.cap() == null ? null : desired.cap().held();
    this.loadMillis = desired.loadMillis();
    this.runMillis = desired.runMillis();
    this.site = site;
    this.stopwatch = stopwatch;
    this.outbox = outbox;
  }

  ReplicaId id() {
    return id;
  }

  boolean isGone() {
    return state == ReplicaState.STOPPED && !outbox.isWaiting(id);
  }

  /** Takes up the life of a replica that the site did not know. */
  void begin(DesiredReplica desired, boolean adopting) {
    if (!desired.shouldRun()) {
      stop();
    } else if (adopting && isLoaded(desired.known())) {
      run();
      pause(desired.isPaused());
    } else {
      next = stopwatch.after(site.startMillis(), () -> load(desired.known()));
    }
  }

  private static boolean isLoaded(ReplicaState known) {
    return known == ReplicaState.READY || known == ReplicaState.PAUSED;
  }

  private void load(ReplicaState known) {
    state = ReplicaState.LOADING;
    if (known != ReplicaState.LOADING) {
      outbox.report(id, new ReplicaLoading(id));
    }
    next = stopwatch.after(loadMillis, this::becomeReady);
  }

  private void becomeReady() {
    outbox.report(id, new ReplicaReady(id));
    run();
  }

  private void run() {
    state = ReplicaState.READY;
    if (runMillis > 0) {
      next = stopwatch.after(runMillis, () -> end(StopCause.COMPLETED));
    }
  }

  /** One that is loaded works or does not; it keeps its weights either way. */
  private void pause(boolean isPaused) {
    if (isLoaded(state)) {
      state = isPaused ? ReplicaState.PAUSED : ReplicaState.READY;
    }
  }

  /** Pauses or goes on, holds its GPUs to the cap that is wanted now, and says so. */
  void follow(DesiredReplica desired) {
    if (desired.capOrder() > capOrder && state != ReplicaState.STOPPED) {
      capOrder = desired.capOrder();
      cap.cancel();
      long pauseMillis = desired.isPaused() && state != ReplicaState.PAUSED ? PAUSE_MILLIS : 0;
      cap = stopwatch.after(pauseMillis + CAP_MILLIS, () -> hold(desired));
    }
  }

  private void hold(DesiredReplica desired) {
    pause(desired.isPaused());
    held = desired.cap() == null ? null : desired.cap().ordered();
    outbox.report(id, new CapApplied(id, capOrder));
  }

  /** Whether it has its GPUs. */
  boolean isThere() {
    return state != ReplicaState.STOPPED;
  }

  /** Whether it answers or computes, as far as a site can tell: it serves. */
  boolean isBusy() {
    return state == ReplicaState.READY;
  }

  List<DeviceBooking> devices() {
    return devices;
  }

  /** The cap that its GPUs are really held to; null: their peak. */
  @Nullable Watts held() {
    return held;
  }

  /** Begins to stop; nothing to do when it is stopping or gone. */
  void stop() {
    if (state != ReplicaState.DRAINING && state != ReplicaState.STOPPED) {
      next.cancel();
      state = ReplicaState.DRAINING;
      next = stopwatch.after(site.stopMillis(), () -> end(StopCause.REQUESTED));
    }
  }

  boolean standsOn(NodeId node) {
    return nodes.contains(node);
  }

  boolean standsOnAny(Set<NodeId> gone) {
    return nodes.stream().anyMatch(gone::contains);
  }

  /** A node of it is gone, and with it all of its members. */
  void die() {
    if (state != ReplicaState.STOPPED) {
      next.cancel();
      end(StopCause.FAILED);
    }
  }

  private void end(StopCause cause) {
    cap.cancel();
    state = ReplicaState.STOPPED;
    outbox.report(id, new ReplicaStopped(id, cause));
  }
}
