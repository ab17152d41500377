package io.wattpack.api.site.miner;

import io.wattpack.api.site.DesiredMiner;
import io.wattpack.api.site.MinerSwitch;
import io.wattpack.api.site.Outbox;
import io.wattpack.core.event.MinerStarted;
import io.wattpack.core.event.MinerStopped;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.model.MinerState;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * A group of machines that the hub switches in steps: the first machines that fit into the ordered
 * steps run, and what is read of them becomes an answer to the newest order.
 */
final class SteppedMachines implements MinerSwitch {
  private final MinerGroup group;
  private final int machines;
  private final Outbox outbox;
  private final MinerGroupDriver driver;
  private int steps;
  private long order;
  private boolean isRise;
  private int mayRun;
  private int stepsSaid;

  /**
   * Machines that are left as they are until something is ordered.
   *
   * @param machines how many the group has, at least one
   * @param drive makes what drives them, given who hears how many may run
   */
  SteppedMachines(
      MinerGroup group,
      int machines,
      Outbox outbox,
      Function<IntConsumer, MinerGroupDriver> drive) {
    this.group = group;
    this.machines = machines;
    this.outbox = outbox;
    this.driver = drive.apply(this::hear);
  }

  @Override
  public void adopt(DesiredMiner desired) {
    boolean isOnItsWay =
        desired.known() == MinerState.STARTING || desired.known() == MinerState.STOPPING;
    steps = desired.steps();
    order = desired.order();
    isRise = desired.known() == MinerState.STARTING;
    // How far a fall came is not told: all may run.
    mayRun = desired.known() == MinerState.STOPPING ? machines : wanted();
    stepsSaid = group.steps();
    driver.adopt(wanted(), mayRun, !isOnItsWay);
  }

  @Override
  public void follow(DesiredMiner desired) {
    if (desired.order() == order && desired.steps() == steps) {
      return;
    }
    boolean isSettled = mayRun == wanted();
    boolean isSame = wanted() == machinesOf(desired.steps());
    isRise = desired.steps() > steps;
    steps = desired.steps();
    order = desired.order();
    stepsSaid = group.steps();
    mayRun = Math.max(mayRun, wanted());
    driver.run(wanted());
    if (isSame && isSettled) {
      // The driver has nothing to do and says nothing, but the order is a new one.
      hear(mayRun);
    }
  }

  private int wanted() {
    return machinesOf(steps);
  }

  /** No more than fit into the watts of the steps. */
  private int machinesOf(int running) {
    return (int) ((long) machines * running / group.steps());
  }

  private void hear(int awake) {
    mayRun = awake;
    boolean isDone = awake == wanted();
    int running = isDone ? steps : (int) Math.ceilDiv((long) awake * group.steps(), machines);
    if (isDone && isRise) {
      outbox.report(group.id(), new MinerStarted(group.id(), steps, order));
    } else if (isDone || running < stepsSaid) {
      stepsSaid = running;
      outbox.report(group.id(), new MinerStopped(group.id(), running, order));
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
