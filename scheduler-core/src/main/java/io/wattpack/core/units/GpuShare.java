package io.wattpack.core.units;

/** A part of one GPU in thousandths, 1 to 1000; {@link #WHOLE} is the whole device. */
public record GpuShare(int milli) implements Comparable<GpuShare> {
  public static final int WHOLE_MILLI = 1000;
  public static final GpuShare WHOLE = new GpuShare(WHOLE_MILLI);

  public GpuShare {
    if (milli < 1 || milli > WHOLE_MILLI) {
      throw new IllegalArgumentException(
          "A GPU share must be 1 to 1000 thousandths, but was %d.".formatted(milli));
    }
  }

  public boolean isWhole() {
    return milli == WHOLE_MILLI;
  }

  @Override
  public int compareTo(GpuShare other) {
    return Integer.compare(milli, other.milli);
  }
}
