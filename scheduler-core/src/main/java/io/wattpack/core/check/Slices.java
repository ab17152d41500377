package io.wattpack.core.check;

import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.model.MigSlice;
import java.util.List;

/**
 * The hardware slices of one GPU in one number: four bits for each memory slice at which one may
 * begin, 0 if none does, else one more than the place of its profile in the layout.
 */
final class Slices {
  /** Of a slice that the GPU model does not have. */
  static final byte IMPOSSIBLE = -1;

  private static final int STARTS = 8;
  private static final int BITS = 4;
  private static final int CELL = (1 << BITS) - 1;

  private Slices() {}

  /** One slice in a byte; never 0. */
  static byte codeOf(MigSlice slice, MigLayout layout) {
    List<MigProfile> profiles = layout.profiles();
    for (int place = 0; place < profiles.size(); place++) {
      boolean isLegal = slice.start() >= 0 && slice.start() < STARTS;
      if (isLegal && profiles.get(place).name().equals(slice.profile())) {
        return (byte) ((place + 1) * STARTS + slice.start());
      }
    }
    return IMPOSSIBLE;
  }

  static int startOf(byte code) {
    return code % STARTS;
  }

  static MigProfile profileOf(byte code, MigLayout layout) {
    return layout.profiles().get(code / STARTS - 1);
  }

  /** With the slice, whose start is free. */
  static int with(int slices, byte code) {
    return slices | ((code / STARTS) << (BITS * startOf(code)));
  }

  static int without(int slices, byte code) {
    return slices & ~(CELL << (BITS * startOf(code)));
  }

  /** The slice that begins there; 0: none does. */
  static byte at(int slices, int start) {
    int place = (slices >>> (BITS * start)) & CELL;
    return place == 0 ? 0 : (byte) (place * STARTS + start);
  }

  /** The slice in use that would share memory slices with the new one; 0: none. */
  static byte inTheWayOf(byte code, int slices, MigLayout layout) {
    int mask = maskOf(code, layout);
    for (int start = 0; start < STARTS; start++) {
      byte used = at(slices, start);
      if (used != 0 && (maskOf(used, layout) & mask) != 0) {
        return used;
      }
    }
    return 0;
  }

  private static int maskOf(byte code, MigLayout layout) {
    return profileOf(code, layout).mask(startOf(code));
  }

  /** How many of the slice's profile are in use. */
  static int countLike(byte code, int slices) {
    int count = 0;
    for (int start = 0; start < STARTS; start++) {
      if (at(slices, start) / STARTS == code / STARTS) {
        count++;
      }
    }
    return count;
  }
}
