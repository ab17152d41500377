package io.wattpack.core.power.dispatch;

/**
 * Finds the level of a domain that is full: the least at which what is worth more fits its limit.
 *
 * <p>Levels are ranks of prices, over which demand falls about evenly, so a straight line between
 * the ends of the bracket guesses well; where it does not, the bracket is halved. About six
 * questions instead of twelve.
 */
final class LevelSearch {
  private final Demand demand;
  private final HeldLoads loads;
  private final int levels;

  LevelSearch(Demand demand, HeldLoads loads, int levels) {
    this.demand = demand;
    this.loads = loads;
    this.levels = levels;
  }

  /**
   * Leaves the demand below the domain asked at the level it gives.
   *
   * @param around a level at which the domain asks for too much, and has just been asked
   * @param guess where to look first
   */
  int levelOf(int domain, int around, int guess) {
    long limit = loads.limit(domain);
    int over = around;
    int fits = levels - 1;
    long wattsOver = demand.low(domain);
    long wattsFit = loads.minimum(domain);
    int at = guess;
    boolean isHalving = false;
    while (true) {
      at = Math.clamp(at, over + 1, fits);
      demand.ask(domain, at);
      int width = fits - over;
      if (demand.low(domain) > limit) {
        over = at;
        wattsOver = demand.low(domain);
      } else if (demand.high(domain) <= limit) {
        fits = at - 1;
        wattsFit = demand.high(domain);
      } else {
        return at;
      }
      isHalving = !isHalving && 2 * (fits - over) > width;
      at = isHalving ? (over + fits) >>> 1 : between(over, fits, wattsOver, wattsFit, limit);
    }
  }

  private static int between(int over, int fits, long wattsOver, long wattsFit, long limit) {
    long down = wattsOver - limit;
    long whole = Math.max(1, wattsOver - wattsFit);
    // By quotient and remainder: a product of watts and levels may not fit.
    long width = (long) fits - over;
    return over + (int) Math.min(width, down / whole * width + down % whole * width / whole);
  }
}
