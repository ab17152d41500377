package io.wattpack.api.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The word somebody probably meant: the nearest of the known ones by optimal string alignment
 * (insert, delete, replace, swap of neighbours), ignoring case. Nothing is suggested beyond a third
 * of the word's length: a wild guess is worse than the list.
 */
final class Suggestion {
  private static final int LENGTH_MAX = 64;
  private static final int LISTED_MAX = 12;

  private Suggestion() {}

  static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= distanceMax(word, candidate))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** "Maybe you meant X." or the list of what is known. */
  static String hint(String word, Collection<String> known) {
    return nearest(word, known)
        .map(candidate -> "Maybe you meant %s.".formatted(candidate))
        .orElseGet(() -> "Maybe one of %s.".formatted(listed(known)));
  }

  private static String listed(Collection<String> known) {
    String listed = known.stream().limit(LISTED_MAX).collect(Collectors.joining(", "));
    return known.size() <= LISTED_MAX ? listed : listed + ", ...";
  }

  private static int distanceMax(String word, String candidate) {
    return Math.max(1, Math.max(word.length(), candidate.length()) / 3);
  }

  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    Arrays.setAll(cost[0], j -> j);
    for (int i = 1; i <= a.length(); i++) {
      cost[i][0] = i;
      for (int j = 1; j <= b.length(); j++) {
        cost[i][j] = cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    boolean isSame = a.charAt(i - 1) == b.charAt(j - 1);
    int best =
        Math.min(
            cost[i - 1][j - 1] + (isSame ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean isSwap =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwap ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
