package io.wattpack.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.core.model.MigLayout;
import io.wattpack.core.model.MigProfile;
import io.wattpack.core.units.Mebibytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of hardware slices, and where slices go, against a look at every possible cut. */
class SlicesTest {
  /** Of eight memory slices. */
  private static final int MASKS = 256;

  /** Size in memory slices, starts and the most of a kind, as the vendor's guide lists them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A100_40 | 1g.5gb 1g.5gb+me 1g.10gb 2g.10gb 3g.20gb 4g.20gb 7g.40gb",
        "A100_80 | 1g.10gb 1g.10gb+me 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb",
        "H100_80 | 1g.10gb 1g.10gb+me 1g.20gb 2g.20gb 3g.40gb 4g.40gb 7g.80gb",
        "H100_94 | 1g.12gb 1g.12gb+me 1g.24gb 2g.24gb 3g.47gb 4g.47gb 7g.94gb",
        "H200 | 1g.18gb 1g.18gb+me 1g.35gb 2g.35gb 3g.71gb 4g.71gb 7g.141gb",
        "B200 | 1g.23gb 1g.23gb+me 1g.45gb 2g.45gb 3g.90gb 4g.90gb 7g.180gb",
      })
  void shouldHaveTheProfilesOfTheVendor(MigLayout layout, String names) {
    List<String> expected =
        Stream.of(
                "{0,1,2,3,4,5,6}:1 x7",
                "{0,1,2,3,4,5,6}:1 x1",
                "{0,2,4,6}:2 x4",
                "{0,2,4}:2 x3",
                "{0,4}:4 x2",
                "{0}:4 x1",
                "{0}:8 x1")
            .toList();

    assertThat(layout.profiles()).extracting(MigProfile::name).containsExactly(names.split(" "));
    assertThat(layout.profiles()).extracting(SlicesTest::placements).isEqualTo(expected);
  }

  private static String placements(MigProfile profile) {
    String starts = profile.starts().toString().replace(" ", "");
    return "{%s}:%d x%d"
        .formatted(
            starts.substring(1, starts.length() - 1), profile.memorySlices(), profile.countMax());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void shouldHoldAsManyOfAKindAsTheTableSays(MigLayout layout) {
    for (MigProfile profile : layout.profiles()) {
      CutGpu gpu = new CutGpu(layout);
      int count = 0;
      for (int start = start(gpu, profile); start >= 0; start = start(gpu, profile)) {
        gpu.hold(profile, start);
        count++;
      }
      assertThat(count).as("%s of %s", profile.name(), layout).isEqualTo(profile.countMax());
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void shouldNeverHoldMoreComputeOrMemoryThanTheGpuHas(MigLayout layout) {
    for (List<MigProfile> held : everyHolding(layout)) {
      assertThat(held.stream().mapToInt(MigProfile::computeSlices).sum()).isLessThanOrEqualTo(7);
      assertThat(held.stream().mapToInt(MigProfile::milli).sum()).isLessThanOrEqualTo(1000);
      long memory = held.stream().mapToLong(profile -> profile.memory().value()).sum();
      MigProfile whole = layout.profiles().getLast();
      assertThat(memory).as("%s", held).isLessThanOrEqualTo(whole.memory().value());
    }
  }

  /**
   * Whatever is taken: a place is found exactly if the table leaves one, and it is one of those.
   */
  @ParameterizedTest
  @MethodSource("layouts")
  void shouldFindAPlaceWhereverOneIsLeft(MigLayout layout) {
    int cases = 0;
    for (MigProfile asked : layout.profiles()) {
      for (int used = 0; used < MASKS; used++) {
        List<Integer> legal = new ArrayList<>();
        for (int start : asked.starts()) {
          if ((used & asked.mask(start)) == 0) {
            legal.add(start);
          }
        }
        int start = start(gpuWith(layout, used), asked);
        assertThat(legal.isEmpty() ? List.of(-1) : legal).contains(start);
        cases++;
      }
    }
    assertThat(cases).isEqualTo(MASKS * layout.profiles().size());
  }

  /** Each of those memory slices is taken by a slice that no table has: of one memory slice. */
  private static CutGpu gpuWith(MigLayout layout, int used) {
    CutGpu gpu = new CutGpu(layout);
    MigProfile one = new MigProfile("one", 0, 1, Mebibytes.ZERO, List.of(), 8);
    for (int slice = 0; slice < 8; slice++) {
      if ((used & 1 << slice) != 0) {
        gpu.hold(one, slice);
      }
    }
    return gpu;
  }

  @Test
  void shouldKeepRoomForTheLargeProfilesInAnyOrder() {
    for (List<String> wanted :
        List.of(
            List.of("1g", "1g", "1g", "1g", "1g", "1g", "1g"),
            List.of("3g", "3g"),
            List.of("4g", "3g"),
            List.of("2g", "2g", "2g", "1g"),
            List.of("4g", "2g", "1g"),
            List.of("4g", "1g", "1g", "1g"))) {
      forEachOrder(
          wanted,
          new ArrayList<>(),
          order -> assertThat(held(MigLayout.H100_80, order)).as("%s", order).isEqualTo(order));
    }
  }

  private interface OrderVisitor {
    void visit(List<String> order);
  }

  private static void forEachOrder(List<String> left, List<String> before, OrderVisitor visitor) {
    if (left.isEmpty()) {
      visitor.visit(List.copyOf(before));
    }
    for (int i = 0; i < left.size(); i++) {
      List<String> rest = new ArrayList<>(left);
      before.add(rest.remove(i));
      forEachOrder(rest, before, visitor);
      before.removeLast();
    }
  }

  /** Which of them find a place, one after the other. */
  private static List<String> held(MigLayout layout, List<String> order) {
    CutGpu gpu = new CutGpu(layout);
    List<String> held = new ArrayList<>();
    for (String compute : order) {
      MigProfile profile =
          layout.profiles().stream()
              .filter(one -> one.name().startsWith(compute))
              .findFirst()
              .orElseThrow();
      int start = start(gpu, profile);
      if (start >= 0) {
        gpu.hold(profile, start);
        held.add(compute);
      }
    }
    return held;
  }

  /**
   * What comes later is not known when a GPU is cut: some orders of arrival meet a cut that leaves
   * no place for the last of them, though the GPU could have held them all. So many of so many.
   */
  @ParameterizedTest
  @CsvSource({
    // Two 2g in front of a 3g, or 1g and 2g such that no start of a 2g is left.
    "1g 2g 3g 4g 7g, 113, 15",
    // Mostly 1g that stand where only a 1g of double memory could begin.
    "1g 1gx2 2g 3g 4g 7g, 424, 108",
    "1g 1g+me 1gx2 2g 3g 4g 7g, 1322, 420",
  })
  void shouldCutUnluckilyNoMoreOftenThanThis(String kinds, long all, long unlucky) {
    Orders orders = new Orders(MigLayout.H100_80, List.of(kinds.split(" ")));

    orders.goOn();

    assertThat(orders.all).isEqualTo(all);
    assertThat(orders.unlucky).isEqualTo(unlucky);
  }

  /** Every order in which slices of some kinds can arrive that one GPU could hold together. */
  private static final class Orders {
    private static final List<String> KINDS =
        List.of("1g", "1g+me", "1gx2", "2g", "3g", "4g", "7g");

    private final MigLayout layout;
    private final CutGpu gpu;
    private final int[] counts;
    private final TreeMap<String, Boolean> possible = new TreeMap<>();
    private final List<Integer> kinds;
    private long all;
    private long unlucky;

    Orders(MigLayout layout, List<String> names) {
      this.layout = layout;
      kinds = names.stream().map(KINDS::indexOf).toList();
      gpu = new CutGpu(layout);
      counts = new int[layout.profiles().size()];
    }

    void goOn() {
      for (int next : kinds) {
        counts[next]++;
        if (isPossible()) {
          take(next);
        }
        counts[next]--;
      }
    }

    private void take(int next) {
      MigProfile profile = layout.profiles().get(next);
      int start = start(gpu, profile);
      all++;
      if (start < 0) {
        unlucky++;
        return;
      }
      gpu.hold(profile, start);
      goOn();
      gpu.giveBack();
    }

    /** Whether one GPU could hold all of them, in some order. */
    private boolean isPossible() {
      return possible.computeIfAbsent(Arrays.toString(counts), key -> holds(counts.clone(), 0));
    }

    private boolean holds(int[] left, int used) {
      for (int next = left.length - 1; next >= 0; next--) {
        if (left[next] > 0) {
          return counts[next] <= layout.profiles().get(next).countMax()
              && holdsOne(left, used, next);
        }
      }
      return true;
    }

    private boolean holdsOne(int[] left, int used, int next) {
      MigProfile profile = layout.profiles().get(next);
      left[next]--;
      boolean holds = false;
      for (int start : profile.starts()) {
        int mask = profile.mask(start);
        holds |= (used & mask) == 0 && holds(left, used | mask);
      }
      left[next]++;
      return holds;
    }
  }

  private static int start(NodeView gpu, MigProfile profile) {
    return Slices.start(gpu, 0, profile);
  }

  /** Every set of slices that a GPU can hold, wherever they begin. */
  private static List<List<MigProfile>> everyHolding(MigLayout layout) {
    List<List<MigProfile>> all = new ArrayList<>();
    addHoldings(layout, 0, new ArrayList<>(), 0, all);
    return all;
  }

  private static void addHoldings(
      MigLayout layout, int from, List<MigProfile> held, int used, List<List<MigProfile>> all) {
    all.add(List.copyOf(held));
    for (int next = from; next < layout.profiles().size(); next++) {
      MigProfile profile = layout.profiles().get(next);
      long count = held.stream().filter(profile::equals).count();
      for (int start : profile.starts()) {
        if (count < profile.countMax() && (used & profile.mask(start)) == 0) {
          held.add(profile);
          addHoldings(layout, next, held, used | profile.mask(start), all);
          held.removeLast();
        }
      }
    }
  }

  static Stream<MigLayout> layouts() {
    return Arrays.stream(MigLayout.values()).filter(layout -> layout != MigLayout.NONE);
  }
}
