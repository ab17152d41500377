package io.wattpack.core.state;

import io.wattpack.core.model.ModelProfile;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The orders in which a topology numbers things. */
final class Sorted {
  static final Comparator<ModelProfile> PROFILES =
      Comparator.comparing(ModelProfile::gpuModel)
          .thenComparingInt(ModelProfile::gpuCount)
          .thenComparing(ModelProfile::share)
          .thenComparing(ModelProfile::memory)
          .thenComparingLong(ModelProfile::tokensPerSecond)
          .thenComparingLong(ModelProfile::loadMillis);

  private Sorted() {}

  static <T, K extends Comparable<K>> List<T> by(List<T> things, Function<T, K> id) {
    return things.stream().sorted(Comparator.comparing(id)).toList();
  }

  static <T, K extends Comparable<K>> List<T> byDomain(
      List<T> things, ToIntFunction<T> domain, Function<T, K> id) {
    return things.stream().sorted(Comparator.comparingInt(domain).thenComparing(id)).toList();
  }

  /** For each domain, and one past the last, the first thing of that domain or a later one. */
  static int[] firsts(int[] domainOfThing, int domains) {
    int[] firsts = new int[domains + 1];
    int thing = 0;
    for (int domain = 0; domain <= domains; domain++) {
      while (thing < domainOfThing.length && domainOfThing[thing] < domain) {
        thing++;
      }
      firsts[domain] = thing;
    }
    return firsts;
  }
}
