package io.wattpack.api.batch;

import java.util.Arrays;

/**
 * Where lines of a result file stand, in order; slices that follow each other in a segment are kept
 * as one.
 */
final class ResultSlices {
  static final int SLICE_BYTES_MAX = 128 << 10;

  private String[] segments = new String[16];
  private long[] offsets = new long[16];
  private int[] lengths = new int[16];
  private int count;
  private long bytes;

  void add(String segment, long offset, int length) {
    bytes += length;
    if (count > 0 && follows(segment, offset) && lengths[count - 1] + length <= SLICE_BYTES_MAX) {
      lengths[count - 1] += length;
      return;
    }
    if (count == lengths.length) {
      grow();
    }
    // One object per segment name, not one per line.
    segments[count] =
        count > 0 && segments[count - 1].equals(segment) ? segments[count - 1] : segment;
    offsets[count] = offset;
    lengths[count] = length;
    count++;
  }

  int count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  String segment(int slice) {
    return segments[slice];
  }

  long offset(int slice) {
    return offsets[slice];
  }

  int length(int slice) {
    return lengths[slice];
  }

  private boolean follows(String segment, long offset) {
    int last = count - 1;
    return offsets[last] + lengths[last] == offset && segments[last].equals(segment);
  }

  private void grow() {
    segments = Arrays.copyOf(segments, 2 * count);
    offsets = Arrays.copyOf(offsets, 2 * count);
    lengths = Arrays.copyOf(lengths, 2 * count);
  }
}
