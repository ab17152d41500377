package io.wattpack.core.placement;

import io.wattpack.core.state.State;
import java.util.LinkedHashMap;
import java.util.Map;

/** An index for each ask and phase that was asked for lately; the one longest unused goes first. */
final class Indexes {
  /** Scores kept in all: bounds the memory on large fleets. */
  private static final long CELLS_MAX = 1 << 23;

  private static final int INDEXES_MIN = 16;

  private final State state;
  private final Profile profile;
  private final NodeClasses classes;
  private final int indexesMax;
  private final Map<Key, AskIndex> known;

  private record Key(Ask ask, int phase) {}

  Indexes(State state, Profile profile) {
    this.state = state;
    this.profile = profile;
    int nodes = state.topology().nodeCount();
    classes = new NodeClasses(state, profile.readsKinds());
    indexesMax = (int) Math.max(INDEXES_MIN, CELLS_MAX / Math.max(1, nodes));
    known = new LinkedHashMap<>(16, 0.75f, true);
  }

  /** The scores for the ask as the state is now. */
  AskIndex of(Ask ask) {
    long installed = state.topology().milliInstalled();
    int phase = profile.phaseAt(state.devices().milliBooked(), installed);
    classes.sync();
    Key key = new Key(ask, phase);
    AskIndex index = known.get(key);
    if (index == null) {
      index = new AskIndex(state, ask, profile.phases().get(phase).scorer(), classes);
      known.put(key, index);
      forgetOldest();
    } else {
      index.sync();
    }
    return index;
  }

  private void forgetOldest() {
    if (known.size() > indexesMax) {
      known.remove(known.keySet().iterator().next());
    }
  }

  Profile.Phase phaseNow() {
    long installed = state.topology().milliInstalled();
    return profile.phases().get(profile.phaseAt(state.devices().milliBooked(), installed));
  }
}
