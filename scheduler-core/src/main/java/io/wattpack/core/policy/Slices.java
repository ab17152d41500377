package io.wattpack.core.policy;

import io.wattpack.core.model.MigProfile;
import io.wattpack.core.units.GpuShare;

/**
 * Where on a GPU a hardware slice goes: of the legal starts the one that leaves most legal starts
 * to all profiles together, the highest of equals, so that the low memory slices stay free for the
 * large profiles, which can begin only there.
 */
public final class Slices {
  private static final int NONE = -1;

  private Slices() {}

  /** The memory slice at which it would begin; negative: there is no room for it. */
  public static int start(NodeView node, int slot, MigProfile profile) {
    int used = node.slicesUsed(slot);
    boolean isShared = used == 0 && node.milliFree(slot) < GpuShare.WHOLE_MILLI;
    if (isShared || isCounted(node, slot, profile)) {
      return NONE;
    }
    int best = NONE;
    int most = NONE;
    for (int start : profile.starts()) {
      int mask = profile.mask(start);
      int left = (used & mask) == 0 ? startsLeft(node, used | mask) : NONE;
      if (left != NONE && left >= most) {
        best = start;
        most = left;
      }
    }
    return best;
  }

  private static boolean isCounted(NodeView node, int slot, MigProfile profile) {
    // Only profiles that are scarcer than memory slices need the look at what is there.
    return profile.countMax() < profile.starts().size()
        && node.sliceCount(slot, node.migLayout().profiles().indexOf(profile))
            >= profile.countMax();
  }

  private static int startsLeft(NodeView node, int used) {
    int left = 0;
    for (MigProfile profile : node.migLayout().profiles()) {
      for (int start : profile.starts()) {
        left += (used & profile.mask(start)) == 0 ? profile.computeSlices() : 0;
      }
    }
    return left;
  }
}
