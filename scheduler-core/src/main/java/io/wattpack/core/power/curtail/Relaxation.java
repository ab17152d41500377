package io.wattpack.core.power.curtail;

import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.dispatch.DispatchProblem;
import io.wattpack.core.power.dispatch.LoadKind;
import io.wattpack.core.power.dispatch.WattDispatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The choice as if loads could be paused and stopped in part: the concave hull of what a device is
 * worth running, paused and stopped is one more curve, and watts go to curves by price, exactly.
 * What comes out costs no more than any true choice, and few loads end in between: about one for
 * each domain that is full.
 *
 * <p>Tiers are kept apart: where a lower tier's watts would cost more to free than a higher one's
 * (a long restart), all jumps of the higher one are made dearer by as much.
 *
 * <p>Only parts of a gang below a domain that must give can help, so they carry the weight of all.
 */
final class Relaxation {
  private final Stage stage;
  private final Standing now;
  private final List<LoadKind> kinds = new ArrayList<>();
  private final PowerCurve[] curves;

  /** A choice and a weight, and the kind that was made of them: beyond one for each choice. */
  private final Map<Long, Integer> reweighted = new LinkedHashMap<>();

  Relaxation(Stage stage, Standing now) {
    this.stage = stage;
    this.now = now;
    curves = new PowerCurve[stage.choices().size()];
    for (int i = 0; i < curves.length; i++) {
      curves[i] = hull(stage.choices().get(i));
    }
    keepTiersApart();
    for (int i = 0; i < curves.length; i++) {
      kinds.add(new LoadKind(curves[i], stage.choices().get(i).weight()));
    }
  }

  /** Everything at the lesser of the two states that it is between. */
  Standing rounded() {
    WattDispatch dispatch = dispatch();
    Parts parts = stage.parts();
    Standing standing = new Standing(stage);
    for (int o = 0; o < parts.owners(); o++) {
      Choice choice = stage.choice(o);
      int watts = choice.most();
      for (int p = parts.first(o); p < parts.end(o); p++) {
        watts = (int) Math.min(watts, dispatch.watts(parts.group(p)) / parts.devices(p));
      }
      int mode = choice.modeFor(watts);
      standing.setLater(o, mode, mode == 0 ? watts : choice.off(mode).watts());
    }
    standing.count();
    return standing;
  }

  private WattDispatch dispatch() {
    Parts parts = stage.parts();
    int[] groupKinds = new int[parts.size()];
    for (int o = 0; o < parts.owners(); o++) {
      for (int p = parts.first(o); p < parts.end(o); p++) {
        groupKinds[parts.group(p)] = kind(o, p);
      }
    }
    WattDispatch dispatch =
        new WattDispatch(
            new DispatchProblem(
                stage.tree().parents(),
                stage.limits(),
                kinds,
                parts.groupDomains(),
                groupKinds,
                parts.groupDevices()));
    dispatch.solve();
    return dispatch;
  }

  private int kind(int owner, int part) {
    int choice = stage.choiceNumber(owner);
    int weight = stage.choice(owner).weight();
    int other = stage.parts().isGang(owner) ? weightOfPart(owner, part, weight) : weight;
    if (other == weight) {
      return choice;
    }
    Integer kind = reweighted.get(((long) choice << Integer.SIZE) + other);
    if (kind == null) {
      kind = kinds.size();
      reweighted.put(((long) choice << Integer.SIZE) + other, kind);
      kinds.add(new LoadKind(curves[choice], other));
    }
    return kind;
  }

  private int weightOfPart(int owner, int part, int weight) {
    if (!mustGive(part)) {
      return weight;
    }
    Parts parts = stage.parts();
    long giving = 0;
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      giving += mustGive(p) ? parts.devices(p) : 0;
    }
    return (int) Math.min(Integer.MAX_VALUE, weight * parts.devicesOf(owner) / giving);
  }

  private boolean mustGive(int part) {
    boolean must = false;
    for (int v = stage.parts().domain(part); v >= 0 && !must; v = stage.tree().parent(v)) {
      must = now.room(v) < 0;
    }
    return must;
  }

  /** What a device is worth at any watts that it may come to. */
  static PowerCurve hull(Choice choice) {
    int[] watts = watts(choice);
    return PowerCurve.through(watts, values(choice, watts));
  }

  /** Of all options, from the least, and of the corners of the curve. */
  private static int[] watts(Choice choice) {
    PowerCurve running = choice.running();
    int[] watts = new int[choice.offs() + running.pieces() + 2];
    int size = 0;
    for (int mode = choice.offs(); mode > 0; mode--) {
      watts[size] = choice.off(mode).watts();
      // Those of miners are on one line.
      size += !choice.isMiner() || mode == choice.offs() ? 1 : 0;
    }
    watts[size++] = choice.least();
    for (int i = 0; i < running.pieces(); i++) {
      watts[size] = running.corner(i);
      size += watts[size] > choice.least() && watts[size] < choice.most() ? 1 : 0;
    }
    watts[size] = choice.most();
    return Arrays.copyOf(watts, choice.mayCap() ? size + 1 : size);
  }

  private static long[] values(Choice choice, int[] watts) {
    long weight = choice.weight();
    long[] values = new long[watts.length];
    for (int i = 0; i < watts.length; i++) {
      long cost = choice.cost(choice.modeFor(watts[i]), watts[i]);
      values[i] = -(cost / weight * Costs.THOUSAND + cost % weight * Costs.THOUSAND / weight);
    }
    long least = values[0];
    Arrays.setAll(values, i -> values[i] - least);
    return values;
  }

  private void keepTiersApart() {
    long below = 0;
    for (int rank = 0; rank < Choice.RANKS; rank++) {
      long cheapest = Long.MAX_VALUE;
      long dearest = below;
      for (int i = 0; i < curves.length; i++) {
        Choice choice = stage.choices().get(i);
        if (isRaised(choice, rank)) {
          dearest = Math.max(dearest, jump(i, 0));
          cheapest = Math.min(cheapest, jump(i, lastJump(i)));
        }
      }
      long more = cheapest <= below ? below + 1 - cheapest : 0;
      if (more > 0) {
        raise(rank, more);
      }
      below = Math.max(below, dearest + more);
    }
  }

  private static boolean isRaised(Choice choice, int rank) {
    return choice.rank() == rank && choice.offs() > 0 && !choice.mayMove();
  }

  /** What a watt of a piece is worth. */
  private long jump(int choice, int piece) {
    return (long) curves[choice].slope(piece) * stage.choices().get(choice).weight();
  }

  /** The last piece that begins where the device does not run. */
  private int lastJump(int choice) {
    int piece = 0;
    int least = stage.choices().get(choice).least();
    while (piece + 1 < curves[choice].pieces() && curves[choice].corner(piece + 1) < least) {
      piece++;
    }
    return piece;
  }

  private void raise(int rank, long more) {
    for (int i = 0; i < curves.length; i++) {
      Choice choice = stage.choices().get(i);
      if (isRaised(choice, rank)) {
        curves[i] = raised(curves[i], Math.ceilDiv(more, choice.weight()), lastJump(i));
      }
    }
  }

  private static PowerCurve raised(PowerCurve curve, long slope, int last) {
    int[] watts = new int[curve.pieces() + 1];
    long[] values = new long[watts.length];
    watts[0] = curve.corner(0);
    for (int i = 0; i < curve.pieces(); i++) {
      watts[i + 1] = curve.corner(i + 1);
      long steeper = Math.min(Integer.MAX_VALUE, curve.slope(i) + (i <= last ? slope : 0));
      values[i + 1] = values[i] + steeper * (watts[i + 1] - watts[i]);
    }
    return PowerCurve.through(watts, values);
  }
}
