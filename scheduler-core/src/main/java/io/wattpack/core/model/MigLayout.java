package io.wattpack.core.model;

import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Into which hardware slices the GPUs of a model can be cut, and where each may begin: the tables
 * of the vendor's MIG user guide ("Supported MIG Profiles"). Memory is the profile's part, in
 * eighths, of the largest profile's figure in GB, as mebibytes, rounded down: the figures in the
 * names are rounded up, so that those of six {@code 1g.12gb} and a {@code 1g.24gb} add up to more
 * than the GPU has.
 */
public enum MigLayout {
  /** The GPU cannot be cut. */
  NONE(new int[0]),
  A100_40(new int[] {5, 10, 10, 20, 20, 40}),
  A100_80(new int[] {10, 20, 20, 40, 40, 80}),
  H100_80(new int[] {10, 20, 20, 40, 40, 80}),
  H100_94(new int[] {12, 24, 24, 47, 47, 94}),
  H200(new int[] {18, 35, 35, 71, 71, 141}),
  B200(new int[] {23, 45, 45, 90, 90, 180});

  private static final long BYTES_PER_GB = 1_000_000_000L;
  private static final long BYTES_PER_MEBIBYTE = 1L << 20;
  private static final int MEMORY_SLICES = 8;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.copyOf of records
  private final List<MigProfile> profiles;

  MigLayout(int[] gigabytes) {
    profiles = gigabytes.length == 0 ? List.of() : profiles(gigabytes);
  }

  private static List<MigProfile> profiles(int[] gb) {
    int whole = gb[gb.length - 1];
    List<Integer> any = List.of(0, 1, 2, 3, 4, 5, 6);
    List<MigProfile> all = new ArrayList<>();
    all.add(profile("1g.%dgb".formatted(gb[0]), 1, 1, whole, any, 7));
    all.add(profile("1g.%dgb+me".formatted(gb[0]), 1, 1, whole, any, 1));
    all.add(profile("1g.%dgb".formatted(gb[1]), 1, 2, whole, List.of(0, 2, 4, 6), 4));
    all.add(profile("2g.%dgb".formatted(gb[2]), 2, 2, whole, List.of(0, 2, 4), 3));
    all.add(profile("3g.%dgb".formatted(gb[3]), 3, 4, whole, List.of(0, 4), 2));
    all.add(profile("4g.%dgb".formatted(gb[4]), 4, 4, whole, List.of(0), 1));
    all.add(profile("7g.%dgb".formatted(gb[5]), 7, 8, whole, List.of(0), 1));
    return List.copyOf(all);
  }

  private static MigProfile profile(
      String name,
      int computeSlices,
      int memorySlices,
      int wholeGigabytes,
      List<Integer> starts,
      int countMax) {
    long bytes = wholeGigabytes * BYTES_PER_GB * memorySlices / MEMORY_SLICES;
    Mebibytes memory = new Mebibytes(bytes / BYTES_PER_MEBIBYTE);
    return new MigProfile(name, computeSlices, memorySlices, memory, starts, countMax);
  }

  /** Smallest first; none if the GPU cannot be cut. */
  public List<MigProfile> profiles() {
    return profiles;
  }

  /** The profile of that name; null: the GPU has none such. */
  public @Nullable MigProfile profile(String name) {
    for (MigProfile profile : profiles) {
      if (profile.name().equals(name)) {
        return profile;
      }
    }
    return null;
  }

  /** The word of the fleet file, for example {@code h100-80}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
