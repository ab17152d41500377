package io.wattpack.api.site.virtual;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.MinerSwitch;
import io.wattpack.api.site.Outbox;
import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.model.MinerGroup;
import java.util.ArrayList;
import java.util.List;

/** One simulated miner group. */
final class VirtualMiner implements MinerSwitch {
  private final MinerGroup group;
  private final Stopwatch stopwatch;
  private final Outbox outbox;
  private int steps;
  private int drawing;
  private long order = -1;
  private final List<Cancellable> onTheWay = new ArrayList<>();
  private boolean isRising;

  VirtualMiner(MinerGroup group, Stopwatch stopwatch, Outbox outbox) {
    this.group = group;
    this.stopwatch = stopwatch;
    this.outbox = outbox;
  }

  /** Takes over what the hub knows; a change on its way begins anew. */
  @Override
  public void adopt(DesiredMiner desired) {
    steps = desired.steps();
    order = desired.order();
    switch (desired.known()) {
      case OFF, ON -> drawing = steps;
      case STARTING -> rise();
      case STOPPING -> fall();
    }
  }

  /** Goes to what a new order says; an order that was heard before changes nothing. */
  @Override
  public void follow(DesiredMiner desired) {
    if (desired.order() == order && desired.steps() == steps) {
      return;
    }
    boolean isRise = desired.steps() > steps;
    steps = desired.steps();
    order = desired.order();
    if (isRise) {
      rise();
    } else {
      fall();
    }
  }

  private void rise() {
    forget();
    isRising = true;
    int to = steps;
    onTheWay.add(
        stopwatch.after(
            group.onMillis(),
            () -> {
              drawing = to;
              outbox.report(group.id(), new MinerStarted(group.id(), to, order));
            }));
  }

  /** An earlier fall goes on: what it takes off is gone in its time, whatever else must go. */
  private void fall() {
    if (isRising) {
      forget();
    }
    isRising = false;
    int to = steps;
    onTheWay.add(
        stopwatch.after(
            group.offMillis(),
            () -> {
              drawing = Math.min(drawing, to);
              outbox.report(group.id(), new MinerStopped(group.id(), to, order));
            }));
  }

  /** The steps that draw now. */
  int drawing() {
    return drawing;
  }

  private void forget() {
    onTheWay.forEach(Cancellable::cancel);
    onTheWay.clear();
  }

  @Override
  public void close() {
    forget();
  }
}
