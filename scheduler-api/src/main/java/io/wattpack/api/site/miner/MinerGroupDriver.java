package io.wattpack.api.site.miner;

import io.wattpack.api.site.Stopwatch;
import io.wattpack.api.site.miner.MinerAlarms.Straggler;
import io.wattpack.api.time.Timer.Cancellable;
import io.wattpack.core.model.MinerGroup;
import io.wattpack.core.units.Watts;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Makes a group of machines follow one number: how many of them should be awake. The first ones
 * are, in the order of the configuration.
 *
 * <p>The number confirmed is never below what may run: it falls with each machine whose watts are
 * read to be gone, and rises when all that should run do. Machines that do not obey within the
 * declared time and a grace are an alarm, and are told again until they do.
 */
public final class MinerGroupDriver implements AutoCloseable {
  private final MinerGroup group;
  private final List<DrivenMachine> machines;
  private final Turnstile turnstile;
  private final Stopwatch stopwatch;
  private final DriverOptions options;
  private final MinerAlarms alarms;
  private final IntConsumer confirmed;
  private int wanted;
  private int mayRun;
  private boolean isConfirmed;
  private boolean isAdopted;
  private boolean hasStragglers;
  private boolean isOverdrawn;
  private boolean isArmed;
  private Cancellable escalation = () -> {};

  /**
   * A group whose machines are left as they are until it is told something.
   *
   * @param controls at least one machine; each has an equal share of the group's watts
   * @param confirmed hears how many machines may run, each time it is fewer, and when all run that
   *     should
   */
  public MinerGroupDriver(
      MinerGroup group,
      List<? extends MinerControl> controls,
      Stopwatch stopwatch,
      RandomGenerator random,
      DriverOptions options,
      MinerAlarms alarms,
      IntConsumer confirmed) {
    this.group = group;
    this.stopwatch = stopwatch;
    this.options = options;
    this.alarms = alarms;
    this.confirmed = confirmed;
    this.turnstile = new Turnstile(options.parallelMax());
    Watts share = Watts.of(Math.ceilDiv(group.watts().value(), controls.size()));
    this.machines =
        controls.stream()
            .map(
                control ->
                    new DrivenMachine(
                        control, share, turnstile, stopwatch, random, options, this::changed))
            .toList();
  }

  /**
   * Takes over what runs: looks first, then makes it what it should be.
   *
   * @param awake how many machines should be
   * @param known how many the hub believes may run
   * @param wasConfirmed whether it has been told that just {@code awake} do
   */
  void adopt(int awake, int known, boolean wasConfirmed) {
    wanted = awake;
    mayRun = known;
    isConfirmed = wasConfirmed;
    for (int i = 0; i < machines.size(); i++) {
      machines.get(i).adopt(i < awake, declaredMillis(i < awake));
    }
    arm(Math.max(group.offMillis(), group.onMillis()));
  }

  /** From now on so many machines should be awake, from 0 to all; repeats do no harm. */
  public void run(int awake) {
    if (awake == wanted) {
      return;
    }
    long millis = declaredMillis(awake > wanted);
    wanted = awake;
    mayRun = Math.max(mayRun, awake);
    isConfirmed = false;
    for (int i = 0; i < machines.size(); i++) {
      machines.get(i).order(i < awake, declaredMillis(i < awake));
    }
    escalation.cancel();
    arm(millis);
    confirm();
  }

  private long declaredMillis(boolean on) {
    return on ? group.onMillis() : group.offMillis();
  }

  private void changed(DrivenMachine machine) {
    sayWhatWasFound();
    confirm();
    checkDraw();
    if (machines.stream().allMatch(DrivenMachine::obeys)) {
      calm();
    } else if (!isArmed) {
      arm(declaredMillis(machine.shouldRun()));
    }
  }

  private void sayWhatWasFound() {
    if (!isAdopted && machines.stream().allMatch(DrivenMachine::isKnown)) {
      isAdopted = true;
      int awake = (int) machines.stream().filter(DrivenMachine::isAwake).count();
      int silent = (int) machines.stream().filter(machine -> !machine.answers()).count();
      alarms.adopted(group.id(), awake, silent, sum(machines));
    }
  }

  private void confirm() {
    int now = (int) machines.stream().filter(m -> m.shouldRun() || !m.obeys()).count();
    boolean isDone = machines.stream().allMatch(DrivenMachine::obeys);
    boolean isNews = now < mayRun || (isDone && !isConfirmed);
    mayRun = Math.min(mayRun, now);
    isConfirmed |= isDone;
    if (isNews) {
      confirmed.accept(now);
    }
  }

  private void checkDraw() {
    Watts drawn = sum(machines);
    boolean isAbove =
        drawn.compareTo(group.watts()) > 0 && machines.stream().allMatch(DrivenMachine::answers);
    if (isAbove && !isOverdrawn) {
      alarms.overdrawn(group.id(), drawn, group.watts());
    }
    isOverdrawn = isAbove;
  }

  private static Watts sum(List<DrivenMachine> machines) {
    return Watts.of(machines.stream().mapToLong(machine -> machine.watts().value()).sum());
  }

  private void calm() {
    escalation.cancel();
    isArmed = false;
    if (hasStragglers) {
      hasStragglers = false;
      alarms.obeyed(group.id());
    }
  }

  private void arm(long declaredMillis) {
    isArmed = true;
    escalation = stopwatch.after(declaredMillis + options.escalateMillis(), this::escalate);
  }

  private void escalate() {
    List<DrivenMachine> behind = machines.stream().filter(machine -> !machine.obeys()).toList();
    if (behind.isEmpty()) {
      calm();
      return;
    }
    hasStragglers = true;
    List<Straggler> news = behind.stream().map(DrivenMachine::news).toList();
    alarms.stragglers(group.id(), news, sum(behind));
    arm(0);
  }

  /** Sends nothing more; the machines stay as they are. */
  @Override
  public void close() {
    escalation.cancel();
    turnstile.close();
    machines.forEach(DrivenMachine::close);
    alarms.released(group.id());
  }
}
