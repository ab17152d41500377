package io.wattpack.core.model;

import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Into which hardware slices the GPUs of a model can be cut, and where each may begin: the tables
 * of the vendor's MIG user guide ("Supported MIG Profiles"). Memory is the profile's nominal figure
 * in GB, as mebibytes, rounded down.
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

  @SuppressWarnings("ImmutableEnumChecker") // made by List.copyOf of records
  private final List<MigProfile> profiles;

  MigLayout(int[] gigabytes) {
    profiles = gigabytes.length == 0 ? List.of() : profiles(gigabytes);
  }

  private static List<MigProfile> profiles(int[] gb) {
    List<MigProfile> all = new ArrayList<>();
    all.add(profile("1g", 1, 1, gb[0], "", List.of(0, 1, 2, 3, 4, 5, 6), 7));
    all.add(profile("1g", 1, 1, gb[0], "+me", List.of(0, 1, 2, 3, 4, 5, 6), 1));
    all.add(profile("1g", 1, 2, gb[1], "", List.of(0, 2, 4, 6), 4));
    all.add(profile("2g", 2, 2, gb[2], "", List.of(0, 2, 4), 3));
    all.add(profile("3g", 3, 4, gb[3], "", List.of(0, 4), 2));
    all.add(profile("4g", 4, 4, gb[4], "", List.of(0), 1));
    all.add(profile("7g", 7, 8, gb[5], "", List.of(0), 1));
    return List.copyOf(all);
  }

  private static MigProfile profile(
      String compute,
      int computeSlices,
      int memorySlices,
      int gigabytes,
      String suffix,
      List<Integer> starts,
      int countMax) {
    String name = compute + "." + gigabytes + "gb" + suffix;
    Mebibytes memory = new Mebibytes(gigabytes * BYTES_PER_GB / BYTES_PER_MEBIBYTE);
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
