package io.wattpack.api.site.virtual;

import io.wattpack.api.site.MinerSwitch;
import io.wattpack.api.site.Outbox;
import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerState;

/** One simulated miner group. */
final class VirtualMiner implements MinerSwitch {
  private final MinerGroup group;
  private final Stopwatch stopwatch;
  private final Outbox outbox;
  private MinerState state = MinerState.OFF;
  private Cancellable next = () -> {};

  VirtualMiner(MinerGroup group, Stopwatch stopwatch, Outbox outbox) {
    this.group = group;
    this.stopwatch = stopwatch;
    this.outbox = outbox;
  }

  /** A change on its way begins anew. */
  @Override
  public void adopt(MinerState known) {
    switch (known) {
      case OFF, ON -> state = known;
      case STARTING -> start();
      case STOPPING -> stop();
    }
  }

  @Override
  public void follow(boolean shouldRun) {
    boolean runs = state == MinerState.STARTING || state == MinerState.ON;
    if (shouldRun && !runs) {
      start();
    } else if (!shouldRun && runs) {
      stop();
    }
  }

  private void start() {
    change(MinerState.STARTING, group.onMillis(), this::started);
  }

  private void stop() {
    change(MinerState.STOPPING, group.offMillis(), this::stopped);
  }

  private void change(MinerState to, long millis, Runnable done) {
    next.cancel();
    state = to;
    next = stopwatch.after(millis, done);
  }

  private void started() {
    state = MinerState.ON;
    outbox.report(group.id(), new MinerStarted(group.id()));
  }

  private void stopped() {
    state = MinerState.OFF;
    outbox.report(group.id(), new MinerStopped(group.id()));
  }

  @Override
  public void close() {
    next.cancel();
  }
}
