package io.wattpack.core.power.curtail;

import io.wattpack.core.power.PowerCurve;
import io.wattpack.core.power.curtail.CurtailKind.Off;
import io.wattpack.core.power.dispatch.DispatchProblem;
import io.wattpack.core.power.dispatch.LoadKind;
import io.wattpack.core.power.dispatch.WattDispatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Tries every way to pause, stop, move and switch, with exact caps for the rest: written apart from
 * the planner, with what is done by the deadline only. Knows at most one gang.
 */
final class CurtailOracle {
  private static final int NEAR = 5;
  private static final double HOUR = 3_600_000;

  /** Something that one load or group can be brought to; cost in value for an hour of the fall. */
  record Way(int watts, double cost, boolean isRunning, boolean isMoved) {}

  private final CurtailProblem problem;
  private final long millis;
  private final List<List<Way>> ways = new ArrayList<>();
  private final List<int[]> parts = new ArrayList<>();
  private final long[] limits;
  private final int[] choice;
  private final int[] watts;
  private final WattDispatch dispatch;
  private final List<List<Integer>> groups = new ArrayList<>();
  private boolean keepsOrder;
  private double best;

  CurtailOracle(CurtailProblem problem) {
    this(problem, problem.deadlineMillis());
  }

  /**
   * @param millis what takes longer is left out
   */
  CurtailOracle(CurtailProblem problem, long millis) {
    this.problem = problem;
    this.millis = millis;
    for (int i = 0; i < problem.loads().size(); i++) {
      ways.add(ways(i));
      for (int p = problem.loads().firstPart(i); p < problem.loads().endPart(i); p++) {
        parts.add(new int[] {i, problem.loads().domain(p), problem.loads().devices(p)});
      }
    }
    for (MinerLoad miner : problem.miners()) {
      parts.add(new int[] {ways.size(), miner.domain(), 1});
      ways.add(ways(miner));
    }
    limits = new long[problem.domains()];
    for (int v = 0; v < limits.length; v++) {
      limits[v] = Math.max(now(v) - problem.excess(v), lowest(v));
    }
    choice = new int[ways.size()];
    watts = new int[ways.size()];
    parts.sort(Comparator.comparingInt(part -> part[1]));
    dispatch = dispatch();
  }

  private CurtailKind kind(int load) {
    return problem.kinds().get(problem.loads().kind(load));
  }

  /** The first is to run. */
  private List<Way> ways(int load) {
    CurtailKind kind = kind(load);
    double running = kind.curve().throughput(kind.wattsNow()) / 1e9;
    List<Way> all = new ArrayList<>();
    all.add(new Way(kind.metered(kind.wattsNow()), 0, true, false));
    add(kind, kind.pause(), running, all);
    add(kind, kind.stop(), running, all);
    for (MoveOffer move : problem.moves()) {
      if (move.load() == load && move.millis() <= millis) {
        double cost = kind.weight() * ((double) move.lostMillis() / problem.fallMillis());
        all.add(new Way(kind.metered(kind.stop().watts()), cost, false, true));
      }
    }
    return all;
  }

  private void add(CurtailKind kind, Off off, double running, List<Way> all) {
    if (off != null && off.millis() <= millis) {
      double once = (double) off.restartMillis() / problem.fallMillis();
      double cost = kind.weight() * (running + once);
      all.add(new Way(kind.metered(off.watts()), cost, false, false));
    }
  }

  private List<Way> ways(MinerLoad miner) {
    List<Way> all = new ArrayList<>();
    boolean isFast = miner.offMillis() <= millis;
    for (int off = 0; off <= (isFast ? miner.steps() : 0); off++) {
      int left = (miner.steps() - off) * miner.stepWatts();
      all.add(new Way(left, (double) off * miner.stepWeight(), false, false));
    }
    return all;
  }

  long now(int domain) {
    return sum(domain, owner -> ways.get(owner).getFirst().watts());
  }

  /** Watts that what hangs below a domain draws at least. */
  long lowest(int domain) {
    return sum(domain, this::lowestOf);
  }

  private int lowestOf(int owner) {
    int least = ways.get(owner).stream().mapToInt(Way::watts).min().orElseThrow();
    return Math.min(least, floor(owner));
  }

  private int floor(int owner) {
    if (owner >= problem.loads().size()) {
      return Integer.MAX_VALUE;
    }
    CurtailKind kind = kind(owner);
    boolean mayCap = kind.capMillis() != CurtailKind.NEVER && kind.capMillis() <= millis;
    return kind.metered(mayCap ? kind.wattsMin() : kind.wattsNow());
  }

  private long sum(int domain, IntUnaryOperator watts) {
    long sum = 0;
    for (int[] part : parts) {
      sum += isBelow(part[1], domain) ? (long) part[2] * watts.applyAsInt(part[0]) : 0;
    }
    return sum;
  }

  private boolean isBelow(int domain, int top) {
    int at = domain;
    while (at > top) {
      at = problem.parents()[at];
    }
    return at == top;
  }

  private WattDispatch dispatch() {
    List<LoadKind> kinds = new ArrayList<>();
    for (int o = 0; o < ways.size(); o++) {
      groups.add(new ArrayList<>());
      int now = ways.get(o).getFirst().watts();
      if (o < problem.loads().size() && floor(o) < now) {
        CurtailKind kind = kind(o);
        PowerCurve metered = kind.curve().metered(kind.factorPermille());
        kinds.add(new LoadKind(metered, kind.weight(), floor(o), now));
      } else {
        kinds.add(new LoadKind(PowerCurve.measured(new int[] {now}, new int[] {1}), 1));
      }
    }
    for (int g = 0; g < parts.size(); g++) {
      groups.get(parts.get(g)[0]).add(g);
    }
    return new WattDispatch(
        new DispatchProblem(
            problem.parents(),
            limits,
            kinds,
            parts.stream().mapToInt(part -> part[1]).toArray(),
            parts.stream().mapToInt(part -> part[0]).toArray(),
            parts.stream().mapToInt(part -> part[2]).toArray()));
  }

  /** How many ways there are in all. */
  double combinations() {
    double product = 1;
    for (List<Way> of : ways) {
      product *= of.size();
    }
    return product;
  }

  /**
   * The least cost over the fall.
   *
   * @param order whether nobody may be off for whom lower tiers could make room
   */
  double best(boolean order) {
    keepsOrder = order;
    best = Double.MAX_VALUE;
    choose(0, 0);
    return best * problem.fallMillis() / HOUR;
  }

  private void choose(int owner, double paid) {
    if (paid >= best) {
      return;
    }
    if (owner == ways.size()) {
      judge(paid);
      return;
    }
    for (int i = 0; i < ways.get(owner).size(); i++) {
      choice[owner] = i;
      choose(owner + 1, paid + devices(owner) * ways.get(owner).get(i).cost());
    }
  }

  private int devices(int owner) {
    int all = 0;
    for (int[] part : parts) {
      all += part[0] == owner ? part[2] : 0;
    }
    return all;
  }

  private boolean isRunning(int owner) {
    return ways.get(owner).get(choice[owner]).isRunning();
  }

  private void judge(double paid) {
    int gang = -1;
    for (int o = 0; o < ways.size(); o++) {
      watts[o] = isRunning(o) ? floor(o) : ways.get(o).get(choice[o]).watts();
      gang = isRunning(o) && groups.get(o).size() > 1 ? o : gang;
    }
    for (int v = 0; v < limits.length; v++) {
      if (sum(v, o -> watts[o]) > limits[v]) {
        return;
      }
    }
    double cost = paid + (gang < 0 ? capped(-1, 0) : withGang(gang));
    if (cost < best && (!keepsOrder || isOrdered())) {
      best = cost;
    }
  }

  /** What watts are worth is concave in the cap of the gang; rounding to caps of devices is not. */
  private double withGang(int gang) {
    int low = floor(gang);
    int high = ways.get(gang).getFirst().watts();
    while (high - low > 2) {
      int left = low + (high - low) / 3;
      int right = high - (high - low) / 3;
      if (worth(gang, left) >= worth(gang, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    int found = low;
    int last = Math.min(ways.get(gang).getFirst().watts(), high + NEAR);
    for (int cap = Math.max(floor(gang), low - NEAR); cap <= last; cap++) {
      found = capped(gang, cap) < capped(gang, found) ? cap : found;
    }
    return capped(gang, found);
  }

  private long worth(int gang, int cap) {
    return isFeasible(gang, cap) ? dispatch.value() : -1;
  }

  /** What caps lose, and the watts of everything. */
  private double capped(int gang, int cap) {
    double lost = isFeasible(gang, cap) ? 0 : Double.MAX_VALUE;
    for (int o = 0; o < ways.size(); o++) {
      lost += lost < Double.MAX_VALUE && isRunning(o) ? lost(o) : 0;
    }
    return lost;
  }

  private boolean isFeasible(int gang, int cap) {
    for (int o = 0; o < ways.size(); o++) {
      for (int g : groups.get(o)) {
        if (isRunning(o) && o != gang) {
          dispatch.releaseLater(g);
        } else {
          dispatch.pinLater(g, o == gang ? cap : ways.get(o).get(choice[o]).watts());
        }
      }
    }
    return dispatch.solve() == WattDispatch.FITS;
  }

  private double lost(int owner) {
    long given = Long.MAX_VALUE;
    for (int g : groups.get(owner)) {
      given = Math.min(given, dispatch.watts(g) / parts.get(g)[2]);
    }
    CurtailKind kind = kind(owner);
    int cap = (int) (given * 1000 / kind.factorPermille());
    watts[owner] =
        floor(owner) == ways.get(owner).getFirst().watts() ? floor(owner) : kind.metered(cap);
    double more = kind.curve().throughput(kind.wattsNow()) - kind.curve().throughput(cap);
    return devices(owner) * kind.weight() * Math.max(0, more) / 1e9;
  }

  private boolean isOrdered() {
    boolean isOrdered = true;
    for (int o = 0; o < problem.loads().size(); o++) {
      isOrdered &= isRunning(o) || lacks(o, ways.get(o).get(choice[o]).isMoved(), watts);
    }
    return isOrdered;
  }

  /** Whether at some domain a load that is off lacks watts though lower tiers gave theirs. */
  boolean lacks(int owner, boolean isMoved, int[] drawn) {
    int rank = isMoved ? -1 : rank(owner);
    for (int v = 0; v < limits.length; v++) {
      long have = limits[v] - sum(v, o -> drawn[o]);
      have += sum(v, o -> rank(o) < rank ? drawn[o] - lowestOf(o) : 0);
      if (sum(v, o -> o == owner ? floor(o) - drawn[o] : 0) > have) {
        return true;
      }
    }
    return false;
  }

  /** What each device of a load, or a group, draws now. */
  int[] drawn() {
    return ways.stream().mapToInt(of -> of.getFirst().watts()).toArray();
  }

  private int rank(int owner) {
    return owner >= problem.loads().size() ? -1 : 9 - kind(owner).tier().ordinal();
  }

  long limit(int domain) {
    return limits[domain];
  }
}
