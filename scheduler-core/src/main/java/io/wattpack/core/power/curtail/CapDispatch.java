package io.wattpack.core.power.curtail;

import io.wattpack.core.power.dispatch.DispatchProblem;
import io.wattpack.core.power.dispatch.LoadKind;
import io.wattpack.core.power.dispatch.WattDispatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Caps of what runs, exactly, around what is off. The devices of a gang have one cap: it is set to
 * that of the part that gets least, or, with few gangs, to the one of the most value.
 */
final class CapDispatch {
  private static final int SWEEPS = 2;

  /** Caps on either side of the one that prices lead to. */
  private static final int NEAR = 3;

  private final Stage stage;
  private final Parts parts;
  private final WattDispatch dispatch;
  private final List<Integer> gangs = new ArrayList<>();
  private final boolean isThorough;

  /**
   * @param isThorough whether caps of gangs are searched
   */
  CapDispatch(Stage stage, boolean isThorough) {
    this.stage = stage;
    this.isThorough = isThorough;
    parts = stage.parts();
    List<LoadKind> kinds = new ArrayList<>();
    for (Choice choice : stage.choices()) {
      kinds.add(kind(choice));
    }
    int[] groupKinds = new int[parts.size()];
    for (int o = 0; o < parts.owners(); o++) {
      for (int p = parts.first(o); p < parts.end(o); p++) {
        groupKinds[parts.group(p)] = stage.choiceNumber(o);
      }
      if (parts.isGang(o) && stage.choice(o).mayCap()) {
        gangs.add(o);
      }
    }
    dispatch =
        new WattDispatch(
            new DispatchProblem(
                stage.tree().parents(),
                stage.limits(),
                kinds,
                parts.groupDomains(),
                groupKinds,
                parts.groupDevices()));
  }

  private static LoadKind kind(Choice choice) {
    return choice.isMiner()
        ? new LoadKind(Relaxation.hull(choice), choice.weight())
        : new LoadKind(choice.running(), choice.weight(), choice.least(), choice.most());
  }

  /** Switches miners to the steps that a dispatch of all watts leaves them, rounded down. */
  void switchMiners(Standing standing) {
    hold(standing, true);
    settle();
    for (int o = 0; o < parts.owners(); o++) {
      if (stage.choice(o).isMiner()) {
        standing.turn(o, stage.choice(o).modeFor(given(o)));
      }
    }
  }

  /** Pins what does not run, and miners unless they are to be switched. */
  private void hold(Standing standing, boolean isSwitching) {
    for (int o = 0; o < parts.owners(); o++) {
      boolean isMiner = stage.choice(o).isMiner();
      if (isMiner ? isSwitching : standing.mode(o) == 0) {
        release(o);
      } else {
        pin(o, standing.watts(o));
      }
    }
  }

  /** Sets the caps of a choice whose lowest caps fit. */
  void solve(Standing standing) {
    hold(standing, false);
    settle();
    level(standing);
    for (int o = 0; o < parts.owners(); o++) {
      if (standing.mode(o) == 0) {
        standing.setLater(o, 0, stage.choice(o).reached(given(o)));
      }
    }
    standing.count();
  }

  private void pin(int owner, int watts) {
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      dispatch.pinLater(parts.group(p), watts);
    }
  }

  private void release(int owner) {
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      dispatch.releaseLater(parts.group(p));
    }
  }

  private void settle() {
    if (dispatch.solve() != WattDispatch.FITS) {
      throw new IllegalStateException("The lowest caps of what still runs do not fit.");
    }
  }

  /** Watts that each device of a load can have: what its worst part got. */
  private int given(int owner) {
    long watts = stage.choice(owner).most();
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      watts = Math.min(watts, dispatch.watts(parts.group(p)) / parts.devices(p));
    }
    return (int) watts;
  }

  /** Gives the parts of each gang one cap, and what that leaves to others. */
  private void level(Standing standing) {
    List<Integer> running = gangs.stream().filter(gang -> standing.mode(gang) == 0).toList();
    if (running.isEmpty()) {
      return;
    }
    int[] caps = running.stream().mapToInt(this::given).toArray();
    for (int i = 0; i < caps.length; i++) {
      pin(running.get(i), caps[i]);
    }
    settle();
    for (int sweep = 0; isThorough && sweep < SWEEPS; sweep++) {
      for (int gang : running) {
        search(gang, standing);
      }
    }
  }

  /**
   * Moves the cap of one gang to where another watt is not worth what it costs at its parts, and
   * then to the best one near it: prices know nothing of whole watts of devices.
   */
  private void search(int gang, Standing standing) {
    Choice choice = stage.choice(gang);
    int low = choice.least();
    int high = choice.most();
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      pin(gang, middle);
      boolean isWorth = dispatch.solve() == WattDispatch.FITS && isWorth(gang, middle);
      low = isWorth ? middle : low;
      high = isWorth ? high : middle - 1;
    }
    int found = choice.deviceCap(low);
    int first = Math.max(choice.deviceCap(choice.least()), found - NEAR);
    int last = Math.min(choice.deviceCap(choice.most()), found + NEAR);
    int best = first;
    for (int cap = first + 1; cap <= last; cap++) {
      best = cost(gang, cap, standing) < cost(gang, best, standing) ? cap : best;
    }
    pin(gang, choice.metered(best));
    settle();
  }

  /** What all caps cost with that one. */
  private long cost(int gang, int cap, Standing standing) {
    pin(gang, stage.choice(gang).metered(cap));
    if (dispatch.solve() != WattDispatch.FITS) {
      return Long.MAX_VALUE;
    }
    long cost = 0;
    for (int o = 0; o < parts.owners(); o++) {
      if (standing.mode(o) == 0) {
        cost += parts.devicesOf(o) * stage.choice(o).cost(0, given(o));
      }
    }
    return cost;
  }

  /** Whether the last watt of a device at the meter is worth its price. */
  private boolean isWorth(int gang, int watts) {
    Choice choice = stage.choice(gang);
    long gain = choice.running().throughput(watts) - choice.running().throughput(watts - 1);
    long price = 0;
    for (int p = parts.first(gang); p < parts.end(gang); p++) {
      price += parts.devices(p) * dispatch.price(parts.domain(p)) / Costs.THOUSAND;
    }
    return parts.devicesOf(gang) * Costs.worth(choice.weight(), gain) >= price;
  }
}
