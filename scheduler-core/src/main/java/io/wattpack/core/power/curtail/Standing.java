package io.wattpack.core.power.curtail;

import io.wattpack.core.power.dispatch.DomainTree;
import java.util.Arrays;

/**
 * Who does what in a round, and the watts of every domain with it: those that are drawn, and of
 * each rank those that it could still give by pausing or stopping.
 */
final class Standing {
  /** No domain. */
  static final int NONE = -1;

  private final Stage stage;
  private final DomainTree tree;
  private final Parts parts;
  private final int[] modes;
  private final int[] watts;
  private final long[] drawn;
  private final long[][] givable;

  /** Watts below each domain on the way up from the parts of one gang; otherwise all 0. */
  private final long[] asked;

  /** Everything as it is now. */
  Standing(Stage stage) {
    this.stage = stage;
    tree = stage.tree();
    parts = stage.parts();
    modes = new int[parts.owners()];
    watts = new int[parts.owners()];
    drawn = new long[tree.size()];
    givable = new long[Choice.RANKS][tree.size()];
    asked = new long[tree.size()];
    for (int o = 0; o < modes.length; o++) {
      watts[o] = stage.choice(o).most();
    }
    count();
  }

  Standing copy() {
    Standing copy = new Standing(stage);
    copy.copyFrom(this);
    return copy;
  }

  void copyFrom(Standing other) {
    System.arraycopy(other.modes, 0, modes, 0, modes.length);
    System.arraycopy(other.watts, 0, watts, 0, watts.length);
    System.arraycopy(other.drawn, 0, drawn, 0, drawn.length);
    for (int r = 0; r < Choice.RANKS; r++) {
      System.arraycopy(other.givable[r], 0, givable[r], 0, drawn.length);
    }
  }

  int mode(int owner) {
    return modes[owner];
  }

  /** Of each device, at the meter. */
  int watts(int owner) {
    return watts[owner];
  }

  /** As {@link #set}, but the sums are wrong until {@link #count}. */
  void setLater(int owner, int mode, int deviceWatts) {
    modes[owner] = mode;
    watts[owner] = deviceWatts;
  }

  /** Counts the sums anew. */
  void count() {
    Arrays.fill(drawn, 0);
    for (long[] ofRank : givable) {
      Arrays.fill(ofRank, 0);
    }
    for (int o = 0; o < modes.length; o++) {
      Choice choice = stage.choice(o);
      long more = (long) watts[o] - choice.lowest();
      for (int p = parts.first(o); p < parts.end(o); p++) {
        drawn[parts.domain(p)] += (long) parts.devices(p) * watts[o];
        givable[choice.rank()][parts.domain(p)] += parts.devices(p) * more;
      }
    }
    tree.sumUp(drawn);
    for (long[] ofRank : givable) {
      tree.sumUp(ofRank);
    }
  }

  void set(int owner, int mode, int deviceWatts) {
    long more = (long) deviceWatts - watts[owner];
    long[] ofRank = givable[stage.choice(owner).rank()];
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      for (int v = parts.domain(p); v >= 0; v = tree.parent(v)) {
        drawn[v] += more * parts.devices(p);
        ofRank[v] += more * parts.devices(p);
      }
    }
    setLater(owner, mode, deviceWatts);
  }

  /** Sets a mode; a load that runs gets its lowest cap. */
  void turn(int owner, int mode) {
    Choice choice = stage.choice(owner);
    set(owner, mode, mode == 0 ? choice.least() : choice.off(mode).watts());
  }

  /** Watts that a domain may draw beyond what it does; negative where it draws too much. */
  long room(int domain) {
    return stage.limit(domain) - drawn[domain];
  }

  /** What ranks below one could still give there. */
  private long givable(int domain, int rank) {
    long all = 0;
    for (int r = 0; r < rank; r++) {
      all += givable[r][domain];
    }
    return all;
  }

  /**
   * Where the watts are lacking for each device of a load to draw so many, even if all lower ranks
   * below there gave what they can; or {@link #NONE}.
   *
   * @param rank 0 if nobody gives
   */
  int lacking(int owner, int deviceWatts, int rank) {
    long more = (long) deviceWatts - watts[owner];
    int found = NONE;
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      for (int v = parts.domain(p); v >= 0; v = tree.parent(v)) {
        asked[v] += more * parts.devices(p);
        found = asked[v] > room(v) + givable(v, rank) ? Math.max(found, v) : found;
      }
    }
    for (int p = parts.first(owner); p < parts.end(owner); p++) {
      for (int v = parts.domain(p); v >= 0; v = tree.parent(v)) {
        asked[v] = 0;
      }
    }
    return found;
  }

  /** The last domain that draws too much, so that nothing below it does; or {@link #NONE}. */
  int over() {
    for (int v = drawn.length - 1; v >= 0; v--) {
      if (room(v) < 0) {
        return v;
      }
    }
    return NONE;
  }

  /** What each hour of all this costs. */
  long cost() {
    long cost = 0;
    for (int o = 0; o < modes.length; o++) {
      cost += parts.devicesOf(o) * stage.choice(o).cost(modes[o], watts[o]);
    }
    return cost;
  }
}
